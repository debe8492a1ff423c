using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Reports;

internal sealed class BlobReportStore(BlobServiceClient service, ILogger<BlobReportStore> logger) : IReportStore
{
    /// <summary>A record grows with the items of its report; this holds some two hundred thousand.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly BlobContainer _reports = new(service, StorageNames.Reports);

    public async Task<Versioned<ReportRecord>?> GetAsync(ContentHash id, CancellationToken cancellationToken)
    {
        var blob = BlobNames.Report(id);
        if (await _reports.ReadAsync<ReportRecord>(blob, MaxBytes, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        return found.Document.Id == id ? new Versioned<ReportRecord>(found.Document, found.ETag) : throw JsonDocuments.Damaged(_reports.Name, blob);
    }

    public Task<string?> TryPutAsync(Versioned<ReportRecord> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (blob, content) = (BlobNames.Report(record.Value.Id), JsonDocuments.Write(record.Value));
        return record.ETag is null
            ? _reports.TryCreateAsync(blob, content, JsonDocuments.JsonType, cancellationToken)
            : _reports.TryReplaceAsync(blob, content, JsonDocuments.JsonType, record.ETag, cancellationToken);
    }

    public async IAsyncEnumerable<ReportRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = _reports.ListAsync(null, cancellationToken).Where(e => BlobNames.IsReport(e.Name));
        await foreach (var record in _reports.ReadAllAsync<ReportRecord>(entries, MaxBytes, logger, cancellationToken).ConfigureAwait(false))
        {
            yield return record;
        }
    }

    public Task DeleteAsync(ContentHash id, CancellationToken cancellationToken) => _reports.DeleteAsync(BlobNames.Report(id), null, cancellationToken);
}
