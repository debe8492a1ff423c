using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Models;

/// <summary>The champion is the newest entry: there is no alias to keep in step. A lookup costs one listing; entries never change, so each is read once per process.</summary>
internal sealed class BlobReleaseHistory(BlobServiceClient service) : IReleaseHistory
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Of the metadata: says whose write it was when the answer to it got lost.</summary>
    private const string CommitKey = "commit";

    private readonly BlobContainer _models = new(service, StorageNames.Models);
    private readonly ConcurrentDictionary<(string Blob, string ETag), ModelRelease> _read = new();

    public async Task<bool> TryCommitAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentOutOfRangeException.ThrowIfLessThan(release.Sequence, 1);
        if (release.Sequence > 1 && !await _models.ExistsAsync(BlobNames.Release(release.Model, release.Sequence - 1), cancellationToken).ConfigureAwait(false))
        {
            throw new AffectException(
                ErrorCodes.Conflict, $"Release {release.Sequence} of '{release.Model}' would leave a gap: there is no release {release.Sequence - 1}; read the history again.");
        }

        var (blob, commit) = (BlobNames.Release(release.Model, release.Sequence), Guid.NewGuid().ToString("N"));
        var options = JsonDocuments.JsonType;
        options.Metadata = new Dictionary<string, string> { [CommitKey] = commit };
        return await _models.TryCreateAsync(blob, JsonDocuments.Write(release), options, cancellationToken).ConfigureAwait(false) is not null
            || await IsOursAsync(blob, commit, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ModelRelease?> GetChampionAsync(string model, CancellationToken cancellationToken)
    {
        BlobEntry? newest = null;
        await foreach (var entry in _models.ListAsync(BlobNames.History(model), cancellationToken).ConfigureAwait(false))
        {
            newest = entry;
        }

        return newest is null ? null : await ReadAsync(newest, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ModelRelease> ListChampionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var newest = new SortedDictionary<string, BlobEntry>(StringComparer.Ordinal);
        await foreach (var entry in _models.ListAsync(BlobNames.Histories, cancellationToken).ConfigureAwait(false))
        {
            newest[entry.Name[..entry.Name.LastIndexOf('/')]] = entry;
        }

        foreach (var entry in newest.Values)
        {
            yield return await ReadAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }

    public async IAsyncEnumerable<ModelRelease> ListAsync(string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = _models.ListAsync(BlobNames.History(model), cancellationToken);
        await foreach (var release in OrderedReads.ReadAsync(entries, ReadAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return release;
        }
    }

    /// <summary>A damaged entry is an error, not a gap: leaving it out would make another version champion.</summary>
    private async Task<ModelRelease> ReadAsync(BlobEntry entry, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue((entry.Name, entry.ETag), out var known))
        {
            return known;
        }

        var found = await _models.ReadAsync<ModelRelease>(entry.Name, MaxBytes, cancellationToken).ConfigureAwait(false)
            ?? throw new AffectException(ErrorCodes.Conflict, "An entry of the release history vanished while it was read; entries are never removed. Try again.", isTransient: true);
        var release = found.Document;
        if (!ModelRef.IsName(release.Model) || !ModelRef.IsName(release.Version) || BlobNames.Release(release.Model, release.Sequence) != entry.Name)
        {
            throw JsonDocuments.Damaged(_models.Name, entry.Name);
        }

        return _read.GetOrAdd((entry.Name, found.ETag), release);
    }

    private async Task<bool> IsOursAsync(string blob, string commit, CancellationToken cancellationToken) =>
        await _models.PropertiesAsync(blob, cancellationToken).ConfigureAwait(false) is { } there
        && there.Metadata.TryGetValue(CommitKey, out var theirs) && theirs == commit;
}
