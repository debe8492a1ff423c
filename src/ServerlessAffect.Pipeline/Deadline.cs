using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Pipeline;

/// <summary>The caller's token, or the item's deadline, whichever comes first.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public Deadline(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        (_limit, _caller) = (limit, caller);
        _timer = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether a cancellation was the deadline's doing; the host's stop is not.</summary>
    public bool Passed => _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    public AffectException Exceeded(Exception cause) =>
        new(ErrorCodes.TimedOut, $"The item took longer than {_limit.TotalSeconds:0} s; split it, or raise Pipeline:ItemDeadline.", cause);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
