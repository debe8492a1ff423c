namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>Counts what runs, so that a stopping host can wait for it, and cancels it when it takes too long.</summary>
internal sealed class InvocationTracker : IDisposable
{
    private readonly CancellationTokenSource _cancelling = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _running;

    public int Running => Volatile.Read(ref _running);

    /// <summary>Cancelled when a stopping host has waited long enough.</summary>
    public CancellationToken Cancelling => _cancelling.Token;

    public void Enter() => Interlocked.Increment(ref _running);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            lock (_lock)
            {
                _idle?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when nothing runs. Nothing new must come any more.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Running == 0)
            {
                _idle.TrySetResult();
            }

            return _idle.Task;
        }
    }

    public void CancelAll() => _cancelling.Cancel();

    public void Dispose() => _cancelling.Dispose();
}
