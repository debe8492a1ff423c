using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Ports;

/// <summary>The way out of <c>quarantine/</c>; the way in is <see cref="IMediaStore.QuarantineAsync"/>.</summary>
public interface IQuarantine
{
    /// <summary>Moves the item's file that was dropped under this name back into the inbox, subject included, and removes its reason. May be repeated.</summary>
    /// <returns>False where the quarantine has no such file of these bytes, or the inbox has a file of that name already; nothing is overwritten.</returns>
    Task<bool> RestoreAsync(string name, ContentHash item, CancellationToken cancellationToken);
}
