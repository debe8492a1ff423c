using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Caching;

namespace ServerlessAffect.Inference.Tests.Caching;

public sealed class ModelCacheTests
{
    private static readonly ModelPackage Package = ModelFactory.Package(ModelFactory.Linear(1, 6, 3));
    private readonly CountingRegistry _registry = new(Package);

    [Fact]
    public async Task One_version_is_loaded_once_however_many_ask_at_once()
    {
        _registry.Gate = new TaskCompletionSource();
        using var cache = Cache(4);
        var asking = Enumerable.Range(0, 20).Select(_ => Task.Run(() => Rent(cache, "v1"))).ToArray();
        await Task.Delay(20);
        _registry.Gate.SetResult();
        var leases = await Task.WhenAll(asking);
        Assert.Equal(1, _registry.Opened);
        Assert.Single(leases.Select(l => l.Model).Distinct());
    }

    [Fact]
    public async Task The_least_recently_used_goes_when_there_are_too_many()
    {
        using var cache = Cache(2);
        var first = await RentAndReturn(cache, "v1");
        var second = await RentAndReturn(cache, "v2");
        Assert.Same(first, await RentAndReturn(cache, "v1"));
        await RentAndReturn(cache, "v3");
        Assert.False(first.IsDisposed);
        Assert.True(second.IsDisposed);
        Assert.NotSame(second, await RentAndReturn(cache, "v2"));
    }

    [Fact]
    public async Task A_model_that_somebody_holds_stays_open()
    {
        using var cache = Cache(1);
        var held = await Rent(cache, "v1");
        await RentAndReturn(cache, "v2");
        await RentAndReturn(cache, "v3");
        Assert.False(held.Model.IsDisposed);
        cache.Dispose();
        Assert.False(held.Model.IsDisposed);
        held.Dispose();
        held.Dispose();
        Assert.True(held.Model.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Rent(cache, "v1"));
    }

    [Fact]
    public async Task A_load_that_failed_is_tried_again()
    {
        using var cache = Cache(2);
        _registry.Fails = true;
        Assert.Equal(ErrorCodes.UnknownModel, (await Assert.ThrowsAsync<AffectException>(() => Rent(cache, "v1"))).Code);
        _registry.Fails = false;
        Assert.False((await RentAndReturn(cache, "v1")).IsDisposed);
        Assert.Equal(2, _registry.Opened);
    }

    [Fact]
    public async Task A_caller_who_leaves_does_not_end_the_load_for_others()
    {
        _registry.Gate = new TaskCompletionSource();
        using var cache = Cache(2);
        using var impatient = new CancellationTokenSource();
        var leaving = cache.RentAsync("made-up", "v1", null, impatient.Token).AsTask();
        var staying = Rent(cache, "v1");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        _registry.Gate.SetResult();
        Assert.False((await staying).Model.IsDisposed);
        Assert.Equal(1, _registry.Opened);
    }

    [Fact]
    public async Task A_manifest_that_is_not_the_released_one_is_refused()
    {
        using var cache = Cache(2);
        (await cache.RentAsync("made-up", "v1", Package.Manifest.Digest, CancellationToken.None)).Dispose();
        var other = ContentHash.Compute("another"u8);
        Assert.Equal(ErrorCodes.TamperedModel, (await Assert.ThrowsAsync<AffectException>(() => cache.RentAsync("made-up", "v1", other, CancellationToken.None).AsTask())).Code);
    }

    [Fact]
    public async Task Real_models_survive_a_crowd_and_a_small_cache()
    {
        using var cache = new ModelCache<OnnxModel>(_registry, OnnxModel.Open, 2);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, token) =>
        {
            using var lease = await cache.RentAsync("made-up", $"v{i % 5}", null, token);
            Assert.Equal(4, lease.Model.PredictProba(SparseRows.Random(i, 4, 6, 6), token).Rows);
        });
    }

    private ModelCache<ClosingModel> Cache(int capacity) => new(_registry, _ => new ClosingModel(), capacity);

    private static Task<ModelLease<ClosingModel>> Rent(ModelCache<ClosingModel> cache, string version) =>
        cache.RentAsync("made-up", version, null, CancellationToken.None).AsTask();

    private static async Task<ClosingModel> RentAndReturn(ModelCache<ClosingModel> cache, string version)
    {
        using var lease = await Rent(cache, version);
        return lease.Model;
    }
}
