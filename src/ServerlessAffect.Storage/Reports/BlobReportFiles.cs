using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Blobs;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Reports;

internal sealed class BlobReportFiles(BlobServiceClient service) : IReportFiles
{
    private static readonly StorageTransferOptions Blocks = new() { InitialTransferSize = 4 << 20, MaximumTransferSize = 4 << 20, MaximumConcurrency = 2 };

    private readonly BlobContainer _reports = new(service, StorageNames.Reports);

    public Task WriteAsync(ContentHash report, string file, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var blob = _reports.Blob(BlobNames.ReportFile(report, file));
        return _reports.WriteAsync("put blob", async () =>
        {
            content.Position = 0;
            return await blob.UploadAsync(content, new BlobUploadOptions { TransferOptions = Blocks }, cancellationToken).ConfigureAwait(false);
        }, cancellationToken);
    }

    public Task<Stream?> OpenAsync(ContentHash report, string file, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("open blob", _reports.Name, async () =>
        {
            try
            {
                return (Stream?)await _reports.Blob(BlobNames.ReportFile(report, file)).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return null;
            }
        }, cancellationToken);

    public async Task<int> DeleteAsync(ContentHash report, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var entry in _reports.ListAsync(BlobNames.ReportFilesOf(report), cancellationToken).ConfigureAwait(false))
        {
            removed += !BlobNames.IsReport(entry.Name) && await _reports.DeleteAsync(entry.Name, null, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return removed;
    }
}
