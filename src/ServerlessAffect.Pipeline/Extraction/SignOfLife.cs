using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Writes an item's record anew from time to time while somebody works on it, so that the reconciliation does not take it for missed.</summary>
internal sealed class SignOfLife : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    public SignOfLife(ContentHash item, ItemLedger ledger, TimeSpan every, TimeProvider clock) => _beating = BeatAsync(item, ledger, every, clock, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static async Task BeatAsync(ContentHash item, ItemLedger ledger, TimeSpan every, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(every, clock, stop).ConfigureAwait(false);
                await ledger.ChangeAsync(item, current => current is { State: ItemState.Received } ? current with { } : current, stop).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is AffectException || stop.IsCancellationRequested)
        {
            // Without it the file may be taken twice, which costs time and changes nothing; the work itself goes on.
        }
    }
}
