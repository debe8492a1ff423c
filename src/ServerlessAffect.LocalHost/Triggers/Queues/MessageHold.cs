using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ServerlessAffect.LocalHost.Diagnostics;

namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>A received message kept hidden from others while it is worked on: renewed at half of the visibility time.</summary>
internal sealed class MessageHold : IDisposable
{
    private readonly QueueClient _queue;
    private readonly TimeSpan _visibility;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;
    private string _popReceipt;

    public MessageHold(QueueClient queue, QueueMessage message, TimeSpan visibility, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        Message = message;
        _visibility = visibility;
        _time = time;
        _logger = logger;
        _popReceipt = message.PopReceipt;
        _renewing = RenewAsync();
    }

    public QueueMessage Message { get; }

    /// <summary>Cancelled when somebody else may have the message.</summary>
    public CancellationToken Lost => _lost.Token;

    public async Task DeleteAsync()
    {
        await EndRenewalAsync().ConfigureAwait(false);
        await _queue.DeleteMessageAsync(Message.MessageId, _popReceipt).ConfigureAwait(false);
    }

    /// <summary>Shows the message to everybody after <paramref name="delay"/>.</summary>
    public async Task ReleaseAsync(TimeSpan delay)
    {
        await EndRenewalAsync().ConfigureAwait(false);
        await _queue.UpdateMessageAsync(Message.MessageId, _popReceipt, visibilityTimeout: delay).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task EndRenewalAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
    }

    private async Task RenewAsync()
    {
        var ended = _ended.Token;
        var pause = _visibility / 2;
        while (true)
        {
            await Task.Delay(pause, _time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                var renewed = await _queue.UpdateMessageAsync(Message.MessageId, _popReceipt, visibilityTimeout: _visibility, cancellationToken: CancellationToken.None).ConfigureAwait(false);
                _popReceipt = renewed.Value.PopReceipt;
                pause = _visibility / 2;
            }
            catch (RequestFailedException e) when (e.Status is 400 or 404)
            {
                _logger.HoldLost(_queue.Name, Message.MessageId, Faults.Describe(e));
                await _lost.CancelAsync().ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or IOException or OperationCanceledException)
            {
                // Storage is away; there is half of the time left to come through.
                pause = _visibility / 8;
            }
        }
    }
}
