using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Ports;

/// <summary>What was refused and the way out of <c>quarantine/</c>; the way in is <see cref="IMediaStore.QuarantineAsync"/>.</summary>
public interface IQuarantine
{
    /// <summary>Moves the item's file that was dropped under this name back into the inbox, subject included, and removes its reason. May be repeated.</summary>
    /// <returns>False where the quarantine has no such file of these bytes, or the inbox has a file of that name already; nothing is overwritten.</returns>
    Task<bool> RestoreAsync(string name, ContentHash item, CancellationToken cancellationToken);

    /// <summary>Why the item's file of this name was refused, or null where no such file is there. The token is another one each time it is refused.</summary>
    Task<Versioned<Readings.ReadingError>?> FindReasonAsync(string name, ContentHash item, CancellationToken cancellationToken);
}
