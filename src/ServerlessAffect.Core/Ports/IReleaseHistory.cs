using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Core.Ports;

/// <summary>Which version of a model was live when. Creating <c>history/{model}/{sequence}</c> where none is, is the commit of a release.</summary>
public interface IReleaseHistory
{
    /// <summary>Commits the release as the next of its model; false where that sequence number is taken.</summary>
    Task<bool> TryCommitAsync(ModelRelease release, CancellationToken cancellationToken);

    /// <summary>The newest release of the model, or null.</summary>
    Task<ModelRelease?> GetChampionAsync(string model, CancellationToken cancellationToken);

    /// <summary>The newest release of every model, by name.</summary>
    IAsyncEnumerable<ModelRelease> ListChampionsAsync(CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    IAsyncEnumerable<ModelRelease> ListAsync(string model, CancellationToken cancellationToken);
}
