using Azure;
using Microsoft.Extensions.Logging;
using ServerlessAffect.LocalHost.Diagnostics;

namespace ServerlessAffect.LocalHost.Triggers;

/// <summary>Repeats a listener's step until it is stopped. A step that fails is told once, tried again after growing pauses, and told once when it works again.</summary>
internal sealed class StorageLoop(string name, Func<CancellationToken, Task> step, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly BackOff _faults = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        var failed = false;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await step(_stopping.Token).ConfigureAwait(false);
                if (failed)
                {
                    failed = false;
                    _faults.Reset();
                    logger.ListenerResumed(name);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, a listener never dies: storage may be away, a name in it may be one that the client cannot read.
                var pause = _faults.Next();
                if (!failed)
                {
                    failed = true;
                    logger.ListenerBackedOff(name, Faults.Describe(e), pause);
                }

                await Task.Delay(pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
