using System.Diagnostics;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Diagnostics;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Options;

namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>Polls one queue and has its messages handled, several at once. A message leaves the queue when it is done with, or poison.</summary>
internal sealed class QueueListener : ITriggerListener
{
    private readonly QueueClient _queue;
    private readonly QueueClient _poison;
    private readonly IMessageHandler _handler;
    private readonly FailureLog _failures;
    private readonly InvocationEnvironment _environment;
    private readonly WakeSignal _wake;
    private readonly WakeSignal _slots = new();
    private readonly BackOff _idle;
    private readonly StorageLoop _loop;
    private int _running;

    public QueueListener(QueueClient queue, QueueClient poison, IMessageHandler handler, FailureLog failures, InvocationEnvironment environment)
    {
        _queue = queue;
        _poison = poison;
        _handler = handler;
        _failures = failures;
        _environment = environment;
        _wake = environment.Listeners.Add();
        _idle = new BackOff(Options.MinPollingInterval, Options.MaxPollingInterval);
        _loop = new StorageLoop(queue.Name, PollAsync, environment.Time, environment.Logger);
    }

    private QueueOptions Options => _environment.Options.Queues;

    public void Start() => _loop.Start();

    public Task StopAsync() => _loop.StopAsync();

    public ValueTask DisposeAsync()
    {
        _loop.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>There is a message now: poll at once.</summary>
    public void Wake() => _wake.Wake();

    private async Task PollAsync(CancellationToken stopping)
    {
        while (Volatile.Read(ref _running) > Options.BatchSize / 2)
        {
            stopping.ThrowIfCancellationRequested();
            await _slots.WaitAsync(Timeout.InfiniteTimeSpan, _environment.Time, stopping).ConfigureAwait(false);
        }

        var polled = Stopwatch.GetTimestamp();
        var messages = await ReceiveAsync(stopping).ConfigureAwait(false);
        if (messages.Length > 0)
        {
            _idle.Reset();
            foreach (var message in messages)
            {
                Interlocked.Increment(ref _running);
                _environment.Tracker.Enter();
                _ = ProcessAsync(message, stopping);
            }
        }
        else if (await _wake.WaitAsync(_idle.Next(), _environment.Time, stopping).ConfigureAwait(false))
        {
            // Something ran here and may have sent a message. However much runs, an empty queue is not asked more often than the shortest interval.
            _idle.Reset();
            var rest = Options.MinPollingInterval - Stopwatch.GetElapsedTime(polled);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, _environment.Time, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stopping)
    {
        try
        {
            // Not cancelled by a stop: an answer that nobody reads would keep its messages hidden for the whole visibility time.
            return await _queue.ReceiveMessagesAsync(Options.BatchSize, Options.VisibilityTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await _queue.CreateIfNotExistsAsync(cancellationToken: stopping).ConfigureAwait(false);
            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage message, CancellationToken stopping)
    {
        await Task.Yield();
        using var hold = new MessageHold(_queue, message, Options.VisibilityTimeout, _environment.Time, _environment.Logger);
        try
        {
            await (stopping.IsCancellationRequested ? hold.ReleaseAsync(TimeSpan.Zero) : AttemptAsync(hold)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // What the function did is settled; telling storage was not possible, so the message comes again.
            _environment.Logger.SettlementFailed(_queue.Name, Faults.Describe(e));
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            _slots.Wake();
            _environment.Tracker.Leave();
        }
    }

    private async Task AttemptAsync(MessageHold hold)
    {
        try
        {
            await _handler.HandleAsync(MessageText.Decode(hold.Message.Body.ToString()), hold.Lost).ConfigureAwait(false);
        }
        catch (MalformedMessageException e)
        {
            await PoisonAsync(hold, 1, e.Message).ConfigureAwait(false);
            return;
        }
        catch (AffectException e) when (e.Code == ErrorCodes.DamagedMessage)
        {
            // The function says that no attempt will make sense of it.
            await PoisonAsync(hold, 1, e.Message).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException) when (hold.Lost.IsCancellationRequested)
        {
            return;
        }
        catch (OperationCanceledException) when (_environment.Tracker.Cancelling.IsCancellationRequested)
        {
            await hold.ReleaseAsync(TimeSpan.Zero).ConfigureAwait(false);
            return;
        }
        catch (AffectException e) when (PassesByItself(e) && hold.Message.DequeueCount < Options.MaxDeliveries)
        {
            // Nothing is wrong with the message: the next delivery may succeed as it is.
            await hold.ReleaseAsync(Options.RetryDelay).ConfigureAwait(false);
            return;
        }
        catch (AffectException e) when (PassesByItself(e))
        {
            await PoisonAsync(hold, (int)hold.Message.DequeueCount, Faults.Describe(e)).ConfigureAwait(false);
            return;
        }
        catch (Exception e)
        {
            var attempts = await _failures.RecordAsync(_queue.Name, hold.Message.MessageId, e).ConfigureAwait(false);
            await (attempts < Options.MaxAttempts ? hold.ReleaseAsync(Options.RetryDelay) : PoisonAsync(hold, attempts, Faults.Describe(e))).ConfigureAwait(false);
            return;
        }

        await hold.DeleteAsync().ConfigureAwait(false);
        if (hold.Message.DequeueCount > 1)
        {
            await _failures.ForgetAsync(_queue.Name, hold.Message.MessageId).ConfigureAwait(false);
        }
    }

    /// <summary>Time-outs are transient for whoever waits, but a function that never ends in time is a failure.</summary>
    private static bool PassesByItself(AffectException exception) => exception is { IsTransient: true, Code: not ErrorCodes.TimedOut };

    /// <summary>Copies the message as it is, then deletes it: a crash between the two leaves it twice, never not at all.</summary>
    private async Task PoisonAsync(MessageHold hold, int attempts, string reason)
    {
        await _poison.CreateIfNotExistsAsync().ConfigureAwait(false);
        var sent = await _poison.SendMessageAsync(hold.Message.Body.ToString(), timeToLive: TimeSpan.FromSeconds(-1)).ConfigureAwait(false);
        await _failures.ExplainAsync(_poison.Name, sent.Value.MessageId, hold.Message.MessageId, attempts, reason).ConfigureAwait(false);
        await hold.DeleteAsync().ConfigureAwait(false);
        await _failures.ForgetAsync(_queue.Name, hold.Message.MessageId).ConfigureAwait(false);
        HostTelemetry.Poisoned.Add(1, new KeyValuePair<string, object?>("messaging.destination.name", _queue.Name));
        _environment.Logger.Poisoned(_queue.Name, hold.Message.MessageId, attempts, _poison.Name, reason);
    }
}
