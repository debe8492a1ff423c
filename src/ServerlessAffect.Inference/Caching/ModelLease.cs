namespace ServerlessAffect.Inference.Caching;

/// <summary>Holds a model open. Dispose it as soon as the model is not needed any more; disposing twice does nothing.</summary>
public sealed class ModelLease<TModel> : IDisposable
    where TModel : class, IDisposable
{
    private readonly ModelCache<TModel> _cache;
    private readonly ModelCacheEntry<TModel> _entry;
    private int _disposed;

    internal ModelLease(ModelCache<TModel> cache, ModelCacheEntry<TModel> entry, TModel model)
    {
        (_cache, _entry) = (cache, entry);
        Model = model;
    }

    /// <summary>Must not be used after the lease was disposed.</summary>
    public TModel Model { get; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _cache.Leave(_entry);
        }
    }
}
