using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Pipeline;

/// <summary>The caller's token, or the item's deadline, whichever comes first.</summary>
internal sealed class Deadline : IDisposable
{
    private TimeSpan _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public Deadline(TimeSpan limit, TimeProvider clock, CancellationToken caller)
    {
        (_limit, _caller) = (limit, caller);
        _timer = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    /// <summary>What an item of this modality may take.</summary>
    public static Deadline Of(Modality? modality, PipelineOptions limits, TimeProvider clock, CancellationToken caller) =>
        new(modality is Modality.Audio or Modality.Video ? limits.MediaDeadline : limits.ItemDeadline, clock, caller);

    public CancellationToken Token => _either.Token;

    /// <summary>Begins anew with another limit, unless it has passed.</summary>
    public void Restart(TimeSpan limit)
    {
        _limit = limit;
        _timer.CancelAfter(limit);
    }

    /// <summary>Whether a cancellation was the deadline's doing; the host's stop is not.</summary>
    public bool Passed => _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    public AffectException Exceeded(Exception cause) =>
        new(ErrorCodes.TimedOut, $"The item took longer than {_limit.TotalSeconds:0} s; split it, or raise Pipeline:ItemDeadline (of a recording: Pipeline:MediaDeadline).", cause);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
