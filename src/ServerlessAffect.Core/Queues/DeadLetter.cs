using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Core.Queues;

/// <summary>A request that failed as often as is allowed: kept, with the last reason, until somebody retries or erases it.</summary>
public sealed record DeadLetter(ScoreRequest Request, int Attempts, ReadingError Reason, DateTimeOffset At);
