using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Inference.Caching;

/// <summary>The models that a process has open: each version once, however many ask for it at the same moment; the least recently used one goes when there are
/// too many, but none that somebody holds. Safe for concurrent use.</summary>
/// <typeparam name="TModel">What a package is opened as: <see cref="OnnxModel"/>, or something that owns one.</typeparam>
public sealed class ModelCache<TModel> : IDisposable
    where TModel : class, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ModelRef, ModelCacheEntry<TModel>> _entries = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly IModelRegistry _registry;
    private readonly Func<ModelPackage, TModel> _open;
    private readonly int _capacity;
    private long _uses;
    private bool _disposed;

    /// <param name="registry">Where packages come from; it checks their digests.</param>
    /// <param name="open">Opens a package; the cache disposes the result.</param>
    /// <param name="capacity">How many models stay open while nobody uses them, at least 1.</param>
    public ModelCache(IModelRegistry registry, Func<ModelPackage, TModel> open, int capacity)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_registry, _open, _capacity) = (registry, open, capacity);
    }

    /// <summary>Opens the version unless it is open, and keeps it open until the lease is disposed. A load that fails is tried again by the next call.</summary>
    /// <param name="expectedManifestDigest">What the release recorded; null where no release is behind the call.</param>
    /// <param name="cancellationToken">Ends the waiting; a load that others wait for goes on.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownModel"/>, <see cref="ErrorCodes.TamperedModel"/>, <see cref="ErrorCodes.DamagedModel"/> and what opening throws.</exception>
    public async ValueTask<ModelLease<TModel>> RentAsync(string name, string version, ContentHash? expectedManifestDigest, CancellationToken cancellationToken)
    {
        var entry = Enter(new ModelRef(name, version));
        try
        {
            var (model, digest) = await entry.Loading.WaitAsync(cancellationToken).ConfigureAwait(false);
            return expectedManifestDigest is { } expected && expected != digest
                ? throw Packages.ModelFaults.Tampered($"the manifest's digest starts with {digest.Short}, the release recorded {expected.Short}")
                : new ModelLease<TModel>(this, entry, model);
        }
        catch
        {
            Leave(entry);
            throw;
        }
    }

    /// <summary>Closes what nobody holds; the rest closes with its last lease.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _closing.Cancel();
        _closing.Dispose();
        CloseIdle(keep: 0);
    }

    internal void Leave(ModelCacheEntry<TModel> entry)
    {
        bool closing;
        lock (_gate)
        {
            entry.Users--;
            closing = _disposed;
        }

        CloseIdle(closing ? 0 : _capacity);
    }

    private ModelCacheEntry<TModel> Enter(ModelRef key)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_entries.TryGetValue(key, out var entry) || entry.HasFailed)
            {
                var token = _closing.Token;
                entry = new ModelCacheEntry<TModel>(Task.Run(() => LoadAsync(key, token), token));
                _entries[key] = entry;
            }

            entry.Users++;
            entry.LastUse = ++_uses;
            return entry;
        }
    }

    private async Task<LoadedModel<TModel>> LoadAsync(ModelRef key, CancellationToken cancellationToken)
    {
        var package = await _registry.OpenAsync(key.Name, key.Version!, cancellationToken).ConfigureAwait(false);
        return new LoadedModel<TModel>(_open(package), package.Manifest.Digest);
    }

    private void CloseIdle(int keep)
    {
        while (TakeOldestIdle(keep) is { } entry)
        {
            entry.Close();
        }
    }

    private ModelCacheEntry<TModel>? TakeOldestIdle(int keep)
    {
        lock (_gate)
        {
            if (_entries.Count <= keep)
            {
                return null;
            }

            var oldest = default(KeyValuePair<ModelRef, ModelCacheEntry<TModel>>);
            foreach (var candidate in _entries)
            {
                if (candidate.Value.Users == 0 && (oldest.Value is null || candidate.Value.LastUse < oldest.Value.LastUse))
                {
                    oldest = candidate;
                }
            }

            if (oldest.Value is not null)
            {
                _entries.Remove(oldest.Key);
            }

            return oldest.Value;
        }
    }
}
