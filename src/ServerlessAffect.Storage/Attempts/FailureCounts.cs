using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Attempts;

/// <summary>Counts failures in one small blob each, so that everyone who adds to one counts, and nobody twice.</summary>
internal sealed class FailureCounts(BlobContainer container, TimeProvider time)
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Rounds against others who record the same: more than hosts there are.</summary>
    private const int MaxRounds = 64;

    /// <summary>Adds one failure and returns how many there are.</summary>
    public async Task<int> AddAsync(string blob, ReadingError error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        var failure = new RecordedFailure(Guid.NewGuid(), error.Code, error.Message, time.GetUtcNow());
        for (var round = 0; round < MaxRounds; round++)
        {
            var known = await container.ReadAsync<AttemptRecord>(blob, MaxBytes, cancellationToken).ConfigureAwait(false);
            var before = known?.Document ?? AttemptRecord.None;
            if (before.Latest.Any(f => f.Id == failure.Id))
            {
                return before.Count;
            }

            var after = before.Add(failure);
            var eTag = known is { } there
                ? await container.TryReplaceAsync(blob, JsonDocuments.Write(after), JsonDocuments.JsonType, there.ETag, cancellationToken).ConfigureAwait(false)
                : await container.TryCreateAsync(blob, JsonDocuments.Write(after), JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false);
            if (eTag is not null)
            {
                return after.Count;
            }
        }

        throw new AffectException(ErrorCodes.Conflict, $"The failure could not be recorded in {MaxRounds} rounds against other writers; try again.", isTransient: true);
    }

    public async Task<int> CountAsync(string blob, CancellationToken cancellationToken) =>
        (await container.ReadAsync<AttemptRecord>(blob, MaxBytes, cancellationToken).ConfigureAwait(false))?.Document.Count ?? 0;
}
