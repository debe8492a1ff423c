namespace ServerlessAffect.Core.Ports;

/// <summary>The way out of <c>quarantine/</c>; the way in is <see cref="IMediaStore.QuarantineAsync"/>.</summary>
public interface IQuarantine
{
    /// <summary>Moves <c>quarantine/{name}</c> back into the inbox, subject included, and removes its reason. May be repeated.</summary>
    /// <returns>False where the quarantine has no such file, or the inbox has a file of that name already; nothing is overwritten.</returns>
    Task<bool> RestoreAsync(string name, CancellationToken cancellationToken);
}
