using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Pipeline.Extraction;

namespace ServerlessAffect.Functions.Triggers;

/// <summary>A file was dropped.</summary>
public sealed class ExtractFeaturesTrigger(ExtractFeatures extract)
{
    /// <remarks>The blob is bound as a client, not as a stream: what is read of it is read by the use case, in ranges.</remarks>
    [Function("ExtractFeatures")]
    public Task RunAsync([BlobTrigger("inbox/{name}")] BlobClient blob, string name, CancellationToken cancellationToken) =>
        extract.RunAsync(name, cancellationToken);
}
