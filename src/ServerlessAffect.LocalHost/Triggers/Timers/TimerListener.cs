using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.LocalHost.Diagnostics;
using ServerlessAffect.LocalHost.Invocations;

namespace ServerlessAffect.LocalHost.Triggers.Timers;

/// <summary>Runs a timer's function when it is due, in one host at a time; once when it became due while no host ran.</summary>
internal sealed class TimerListener : ITriggerListener
{
    private static readonly Dictionary<string, object?> s_noValues = [];

    private readonly FunctionInvoker _invoker;
    private readonly TimerSchedule _schedule;
    private readonly TimerTriggerAttribute _trigger;
    private readonly BlobContainerClient _container;
    private readonly TimerMonitor _monitor;
    private readonly InvocationEnvironment _environment;
    private readonly StorageLoop _loop;

    /// <summary>The same at every take, so that this host gets its own lock back after storage was away.</summary>
    private readonly string _leaseId = Guid.NewGuid().ToString();
    private TimerLock? _lock;
    private bool _started;

    public TimerListener(FunctionInvoker invoker, TimerSchedule schedule, BlobContainerClient container, InvocationEnvironment environment)
    {
        _invoker = invoker;
        _schedule = schedule;
        _trigger = (TimerTriggerAttribute)invoker.Function.Trigger;
        _container = container;
        _monitor = new TimerMonitor(container, environment.Options.HostId, invoker.Function.Id);
        _environment = environment;
        _loop = new StorageLoop($"{invoker.Function.Name} (timer)", TakeAndRunAsync, environment.Time, environment.Logger);
    }

    private BlobClient LockBlob => _container.GetBlobClient($"locks/{_environment.Options.HostId}/{_invoker.Function.Id}");

    private TimeSpan HalfLease => _environment.Options.Timers.Lease / 2;

    private DateTime Now => _environment.Time.GetUtcNow().UtcDateTime;

    public void Start() => _loop.Start();

    public Task StopAsync() => _loop.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _loop.Dispose();
        if (Interlocked.Exchange(ref _lock, null) is { } held)
        {
            await held.ReleaseAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAndRunAsync(CancellationToken stopping)
    {
        _lock = await TimerLock.TryTakeAsync(LockBlob, _leaseId, _environment.Options.Timers.Lease, stopping).ConfigureAwait(false);
        if (_lock is null)
        {
            await Task.Delay(HalfLease, _environment.Time, stopping).ConfigureAwait(false);
            return;
        }

        _environment.Logger.TimerTaken(_invoker.Function.Name);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(_lock, held);
        try
        {
            await RunWhenDueAsync(held.Token).ConfigureAwait(false);
        }
        finally
        {
            await held.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
        }
    }

    private async Task RenewAsync(TimerLock taken, CancellationTokenSource held)
    {
        while (true)
        {
            await Task.Delay(HalfLease, _environment.Time, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (held.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await taken.RenewAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or IOException or OperationCanceledException)
            {
                // Whether storage is away or another host has the lock: stop here and ask for it anew.
                _environment.Logger.TimerLost(_invoker.Function.Name, Faults.Describe(e));
                await held.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task RunWhenDueAsync(CancellationToken held)
    {
        var status = await InitialStatusAsync(held).ConfigureAwait(false);
        if (Now >= status.Next)
        {
            await RunAsync(status, isPastDue: true, held).ConfigureAwait(false);
        }
        else if (_trigger.RunOnStartup && !_started)
        {
            await RunAsync(status, isPastDue: false, held).ConfigureAwait(false);
        }

        _started = true;
        while (true)
        {
            await WaitUntilAsync(status.Next, held).ConfigureAwait(false);
            await RunAsync(status, isPastDue: false, held).ConfigureAwait(false);
        }
    }

    /// <summary>What is remembered; a timer that is new here, or whose schedule was changed, is next due after now.</summary>
    private async Task<ScheduleStatus> InitialStatusAsync(CancellationToken held)
    {
        var kept = _trigger.UseMonitor ? await _monitor.ReadAsync(held).ConfigureAwait(false) : null;
        if (kept is not null && kept.Next == _schedule.Next(kept.LastUpdated))
        {
            return kept;
        }

        var now = Now;
        var fresh = new ScheduleStatus { Last = kept?.Last ?? default, Next = _schedule.Next(now), LastUpdated = now };
        await KeepAsync(fresh, held).ConfigureAwait(false);
        return fresh;
    }

    private async Task WaitUntilAsync(DateTime due, CancellationToken held)
    {
        // In steps: a delay has a longest length, and the clock may be set meanwhile.
        for (var rest = due - Now; rest > TimeSpan.Zero; rest = due - Now)
        {
            await Task.Delay(rest < TimeSpan.FromHours(1) ? rest : TimeSpan.FromHours(1), _environment.Time, held).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(ScheduleStatus status, bool isPastDue, CancellationToken held)
    {
        held.ThrowIfCancellationRequested();
        var began = Now;
        _environment.Tracker.Enter();
        try
        {
            var info = new TimerInfo
            {
                IsPastDue = isPastDue,
                ScheduleStatus = _trigger.UseMonitor ? new ScheduleStatus { Last = status.Last, Next = status.Next, LastUpdated = status.LastUpdated } : null,
            };
            var options = _environment.Options;
            await _invoker.InvokeAsync(new Invocation(_invoker.Function, info, s_noValues), options.FunctionTimeout, finish: null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_environment.Tracker.Cancelling.IsCancellationRequested)
        {
            // Cut short by a stop: it stays due.
            return;
        }
        catch (Exception)
        {
            // The invoker has logged it. A timer's failure is not repeated: the next time is its next attempt.
        }
        finally
        {
            _environment.Tracker.Leave();
        }

        status.Last = began;
        status.LastUpdated = Now;
        status.Next = _schedule.Next(status.LastUpdated);
        await KeepAsync(status, CancellationToken.None).ConfigureAwait(false);
    }

    private Task KeepAsync(ScheduleStatus status, CancellationToken cancellationToken) =>
        _trigger.UseMonitor ? _monitor.WriteAsync(status, cancellationToken) : Task.CompletedTask;
}
