namespace ServerlessAffect.LocalHost.Triggers;

/// <summary>Ends a listener's pause early. One waits, anybody may wake.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource _woken = New();

    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    /// <summary>Returns after <paramref name="atMost"/>, or when woken (now or since the last wait), or when cancelled; true when woken.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        var woken = Volatile.Read(ref _woken).Task;
        await woken.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!woken.IsCompleted)
        {
            return false;
        }

        Volatile.Write(ref _woken, New());
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
