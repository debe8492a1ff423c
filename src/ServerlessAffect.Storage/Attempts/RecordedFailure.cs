namespace ServerlessAffect.Storage.Attempts;

/// <param name="Id">Made by whoever recorded it, so that a write whose answer was lost is not counted twice.</param>
internal sealed record RecordedFailure(Guid Id, string Code, string Message, DateTimeOffset At);
