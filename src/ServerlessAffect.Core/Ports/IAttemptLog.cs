using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Core.Ports;

/// <summary>Recorded failures of score requests. Only what is recorded here counts as an attempt: a killed worker records nothing.</summary>
public interface IAttemptLog
{
    /// <summary>Adds one failure and returns how many the request has had.</summary>
    Task<int> RecordFailureAsync(ScoreRequest request, ReadingError error, CancellationToken cancellationToken);

    /// <summary>Forgets the request's failures and its dead letter.</summary>
    Task ClearAsync(ScoreRequest request, CancellationToken cancellationToken);

    /// <summary>Keeps the request as a dead letter. May be repeated.</summary>
    Task BuryAsync(DeadLetter letter, CancellationToken cancellationToken);

    IAsyncEnumerable<DeadLetter> ListDeadAsync(CancellationToken cancellationToken);
}
