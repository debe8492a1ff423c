using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Attempts;

internal sealed class BlobAttemptLog : IAttemptLog
{
    private const int MaxBytes = 1024 * 1024;

    private readonly BlobContainer _container;
    private readonly FailureCounts _failures;
    private readonly ILogger<BlobAttemptLog> _logger;

    public BlobAttemptLog(BlobServiceClient service, TimeProvider time, ILogger<BlobAttemptLog> logger)
    {
        _container = new BlobContainer(service, StorageNames.DeadLetters);
        _failures = new FailureCounts(_container, time);
        _logger = logger;
    }

    public Task<int> RecordFailureAsync(ScoreRequest request, ReadingError error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _failures.AddAsync(Attempts(request), error, cancellationToken);
    }

    public async Task ClearAsync(ScoreRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _container.DeleteAsync(Attempts(request), null, cancellationToken).ConfigureAwait(false);
        await _container.DeleteAsync(Letter(request), null, cancellationToken).ConfigureAwait(false);
    }

    public Task BuryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return _container.PutAsync(Letter(letter.Request), JsonDocuments.Write(letter), JsonDocuments.JsonType, cancellationToken);
    }

    public async IAsyncEnumerable<DeadLetter> ListDeadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = _container.ListAsync(BlobNames.Letters, cancellationToken);
        await foreach (var letter in _container.ReadAllAsync<DeadLetter>(entries, MaxBytes, _logger, cancellationToken).ConfigureAwait(false))
        {
            yield return letter;
        }
    }

    private static string Attempts(ScoreRequest request) => "attempts/" + Name(request);

    private static string Letter(ScoreRequest request) => BlobNames.Letters + Name(request);

    private static string Name(ScoreRequest request) => BlobNames.Prediction(request.Item, request.Schema, request.Model, request.ModelVersion) + ".json";
}
