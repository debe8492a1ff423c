using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Attempts;

internal sealed class BlobAttemptLog(BlobServiceClient service, TimeProvider time, ILogger<BlobAttemptLog> logger) : IAttemptLog
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Rounds against others who record for the same request: more than hosts there are.</summary>
    private const int MaxRounds = 64;

    private readonly BlobContainer _container = new(service, StorageNames.DeadLetters);

    public async Task<int> RecordFailureAsync(ScoreRequest request, ReadingError error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(error);
        var blob = Attempts(request);
        var failure = new RecordedFailure(Guid.NewGuid(), error.Code, error.Message, time.GetUtcNow());
        for (var round = 0; round < MaxRounds; round++)
        {
            var known = await _container.ReadAsync<AttemptRecord>(blob, MaxBytes, cancellationToken).ConfigureAwait(false);
            var before = known?.Document ?? AttemptRecord.None;
            if (before.Latest.Any(f => f.Id == failure.Id))
            {
                return before.Count;
            }

            var after = before.Add(failure);
            var eTag = known is { } there
                ? await _container.TryReplaceAsync(blob, JsonDocuments.Write(after), JsonDocuments.JsonType, there.ETag, cancellationToken).ConfigureAwait(false)
                : await _container.TryCreateAsync(blob, JsonDocuments.Write(after), JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false);
            if (eTag is not null)
            {
                return after.Count;
            }
        }

        throw new AffectException(ErrorCodes.Conflict, $"The failure could not be recorded in {MaxRounds} rounds against other writers; try again.", isTransient: true);
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
        await foreach (var letter in _container.ReadAllAsync<DeadLetter>(entries, MaxBytes, logger, cancellationToken).ConfigureAwait(false))
        {
            yield return letter;
        }
    }

    private static string Attempts(ScoreRequest request) => "attempts/" + Name(request);

    private static string Letter(ScoreRequest request) => BlobNames.Letters + Name(request);

    private static string Name(ScoreRequest request) => BlobNames.Prediction(request.Item, request.Schema, request.Model, request.ModelVersion) + ".json";
}
