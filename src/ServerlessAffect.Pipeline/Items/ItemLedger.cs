using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>Changes item records under their ETag, again and again until nobody was faster.</summary>
public sealed class ItemLedger(IItemStore items, TimeProvider clock)
{
    private const int MaxTries = 50;

    public Task<Versioned<ItemRecord>?> FindAsync(ContentHash id, CancellationToken cancellationToken) => items.GetAsync(id, cancellationToken);

    /// <summary>Removes the record, if there is one.</summary>
    public Task ForgetAsync(ContentHash id, CancellationToken cancellationToken) => items.DeleteAsync(id, cancellationToken);

    /// <param name="change">Gets the record as it is (null: there is none) and returns it as it should be. The same instance, or null, writes nothing.
    /// May run several times.</param>
    /// <param name="seen">The record as the caller read it before: tried first, which saves reading it again where nobody changed it since.</param>
    /// <returns>What <paramref name="change"/> returned last.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.Conflict"/> (transient): somebody else was always faster.</exception>
    public async Task<ItemRecord?> ChangeAsync(
        ContentHash id, Func<ItemRecord?, ItemRecord?> change, CancellationToken cancellationToken, Versioned<ItemRecord>? seen = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var current = attempt == 0 && seen is not null ? seen : await items.GetAsync(id, cancellationToken).ConfigureAwait(false);
            var changed = change(current?.Value);
            if (changed is null || ReferenceEquals(changed, current?.Value))
            {
                return changed;
            }

            changed = changed with { UpdatedAt = clock.GetUtcNow() };
            if (await items.TryPutAsync(new Versioned<ItemRecord>(changed, current?.ETag), cancellationToken).ConfigureAwait(false))
            {
                return changed;
            }

            // Writers of one item are its few models: a short wait that differs between them is enough.
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 + (4 * Math.Min(attempt, 10)))), clock, cancellationToken).ConfigureAwait(false);
        }

        throw new AffectException(ErrorCodes.Conflict, $"The record of item {id.Short} was changed by others {MaxTries} times in a row; try again.", isTransient: true);
    }
}
