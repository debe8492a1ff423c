using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>Waits until dropped items have come as far as they will.</summary>
internal sealed class ItemWait(IItemStore items, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

    /// <summary>Returns once all are scored, quarantined or dead; says on standard error what is still open.</summary>
    /// <returns>The item of every file that was dropped.</returns>
    public async Task<IReadOnlyDictionary<DroppedInput, ContentHash>> RunAsync(IEnumerable<DroppedInput> dropped, CancellationToken cancellationToken)
    {
        var open = dropped.Where(d => d.Item is not null).ToHashSet();
        var done = new Dictionary<DroppedInput, ContentHash>();
        var said = clock.GetTimestamp();
        while (true)
        {
            string? reason = null;
            foreach (var input in open.ToArray())
            {
                var item = await FindAsync(input, cancellationToken).ConfigureAwait(false);
                if (item is not null && IsFinal(item))
                {
                    done[input] = item.Id;
                    open.Remove(input);
                }
                else
                {
                    // What holds an item up without having failed it: no model, for example.
                    reason = item?.Reason?.Message ?? reason;
                }
            }

            if (open.Count == 0)
            {
                return done;
            }

            if (clock.GetElapsedTime(said) >= SayEvery)
            {
                said = clock.GetTimestamp();
                await terminal.Error.WriteLineAsync($"Waiting for {open.Count} of {open.Count + done.Count} items… {reason}".TrimEnd()).ConfigureAwait(false);
            }

            await Task.Delay(Poll, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>By its content; or, where the service never read it to its end, by its name.</summary>
    private async Task<ItemRecord?> FindAsync(DroppedInput input, CancellationToken cancellationToken)
    {
        var item = await items.GetAsync(input.Item!.Value, cancellationToken).ConfigureAwait(false)
            ?? await items.GetAsync(UnreadFile.IdOf(input.Name!), cancellationToken).ConfigureAwait(false);
        return item?.Value.Bytes == input.Bytes ? item.Value : null;
    }

    private static bool IsFinal(ItemRecord item) => item.State is ItemState.Scored or ItemState.Quarantined or ItemState.Dead;
}
