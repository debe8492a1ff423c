using Azure.Storage.Blobs;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Attempts;

internal sealed class BlobIntakeLog : IIntakeLog
{
    private readonly BlobContainer _container;
    private readonly FailureCounts _failures;

    public BlobIntakeLog(BlobServiceClient service, TimeProvider time)
    {
        _container = new BlobContainer(service, StorageNames.DeadLetters);
        _failures = new FailureCounts(_container, time);
    }

    public Task<int> RecordFailureAsync(string name, string eTag, ReadingError error, CancellationToken cancellationToken) =>
        _failures.AddAsync(BlobNames.Intake(name, eTag), error, cancellationToken);

    public Task<int> CountAsync(string name, string eTag, CancellationToken cancellationToken) =>
        _failures.CountAsync(BlobNames.Intake(name, eTag), cancellationToken);

    public Task ClearAsync(string name, string eTag, CancellationToken cancellationToken) =>
        _container.DeleteAsync(BlobNames.Intake(name, eTag), null, cancellationToken);
}
