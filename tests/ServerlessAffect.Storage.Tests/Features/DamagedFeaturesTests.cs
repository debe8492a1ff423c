using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Storage.Tests.Features;

public sealed class DamagedFeaturesTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);
    private readonly string _blob = $"{Samples.Hash("a")}/{Samples.Schema().Hash}.npz";

    [Fact]
    public async Task A_file_that_is_none_is_a_typed_error()
    {
        foreach (var content in new[] { [], Samples.Bytes("PK"), SparseFeaturesFile.Write(Samples.Features(), Samples.Schema().Hash)[..^30] })
        {
            await _storage.PutAsync("features", _blob, content);
            Assert.Equal(ErrorCodes.DamagedFeatures, (await Assert.ThrowsAsync<AffectException>(ReadAsync)).Code);
        }
    }

    [Fact]
    public async Task Features_of_another_schema_are_refused()
    {
        await _storage.PutAsync("features", _blob, SparseFeaturesFile.Write(Samples.Features(), Samples.Schema("other").Hash));
        Assert.Equal(ErrorCodes.SchemaMismatch, (await Assert.ThrowsAsync<AffectException>(ReadAsync)).Code);
    }

    [Fact]
    public async Task What_the_numbers_mean_is_said_once_per_schema()
    {
        foreach (var content in new[] { "a", "b" })
        {
            await _storage.Port<IFeatureStore>().TryWriteAsync(Samples.Hash(content), Samples.Schema(), Samples.Features(), CancellationToken.None);
        }

        Assert.Equal(3, (await _storage.BlobNamesAsync()).Count);
        Assert.Contains("\"mood-terms\"", await _storage.ReadTextAsync("features", $"schemas/{Samples.Schema().Hash}.json"), StringComparison.Ordinal);
    }

    private Task<SparseFeatures?> ReadAsync() => _storage.Port<IFeatureStore>().ReadAsync(Samples.Hash("a"), Samples.Schema().Hash, CancellationToken.None);
}
