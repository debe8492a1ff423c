namespace ServerlessAffect.Inference.Caching;

/// <summary>One version in the cache. <see cref="Users"/> and <see cref="LastUse"/> belong to the cache's lock.</summary>
internal sealed class ModelCacheEntry<TModel>(Task<LoadedModel<TModel>> loading)
    where TModel : class, IDisposable
{
    public Task<LoadedModel<TModel>> Loading { get; } = loading;

    public int Users { get; set; }

    public long LastUse { get; set; }

    public bool HasFailed => Loading.IsFaulted || Loading.IsCanceled;

    /// <summary>Disposes the model, now or when it has been opened; a load that failed left nothing to dispose.</summary>
    public void Close() => _ = Loading.ContinueWith(
        static loaded => loaded.Result.Model.Dispose(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
