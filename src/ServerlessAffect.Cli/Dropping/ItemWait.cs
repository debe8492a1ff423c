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

    /// <summary>Returns every item's record once all are scored, quarantined or dead; says on standard error what is still open.</summary>
    public async Task<IReadOnlyDictionary<ContentHash, ItemRecord>> RunAsync(IEnumerable<ContentHash> wanted, CancellationToken cancellationToken)
    {
        var open = new HashSet<ContentHash>(wanted);
        var done = new Dictionary<ContentHash, ItemRecord>();
        var said = clock.GetTimestamp();
        while (true)
        {
            string? reason = null;
            foreach (var id in open.ToArray())
            {
                if (await items.GetAsync(id, cancellationToken).ConfigureAwait(false) is not { Value: { } item })
                {
                    continue;
                }

                if (IsFinal(item))
                {
                    done[id] = item;
                    open.Remove(id);
                }
                else
                {
                    // What holds an item up without having failed it: no model, for example.
                    reason = item.Reason?.Message;
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

    private static bool IsFinal(ItemRecord item) => item.State is ItemState.Scored or ItemState.Quarantined or ItemState.Dead;
}
