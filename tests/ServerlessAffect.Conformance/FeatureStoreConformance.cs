using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IFeatureStore))]
public abstract class FeatureStoreConformance : ConformanceSuite
{
    private IFeatureStore Features => Port<IFeatureStore>();

    [Fact]
    public async Task Nothing_is_found_before_anything_is_written()
    {
        Assert.False(await Features.ExistsAsync(Samples.Hash("a"), Samples.Schema().Hash, Never));
        Assert.Null(await Features.ReadAsync(Samples.Hash("a"), Samples.Schema().Hash, Never));
    }

    [Fact]
    public async Task Features_of_single_precision_come_back_bit_for_bit()
    {
        var (schema, features) = (Samples.Schema(), Samples.Features());
        Assert.True(await Features.TryWriteAsync(Samples.Hash("a"), schema, features, Never));
        Assert.True(await Features.ExistsAsync(Samples.Hash("a"), schema.Hash, Never));
        var found = (await Features.ReadAsync(Samples.Hash("a"), schema.Hash, Never))!;
        Assert.Equal((features.Matrix.Rows, features.Matrix.Columns), (found.Matrix.Rows, found.Matrix.Columns));
        Assert.Equal(features.Matrix.IndPtr, found.Matrix.IndPtr);
        Assert.Equal(features.Matrix.Indices, found.Matrix.Indices);
        Assert.Equal(features.Matrix.Values.Select(BitConverter.DoubleToInt64Bits), found.Matrix.Values.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(features.Rows, found.Rows);
        Assert.Equal(features.Rejected, found.Rejected);
    }

    [Fact]
    public async Task Each_schema_has_features_of_its_own()
    {
        await Features.TryWriteAsync(Samples.Hash("a"), Samples.Schema(), Samples.Features(), Never);
        Assert.False(await Features.ExistsAsync(Samples.Hash("a"), Samples.Schema("other").Hash, Never));
        Assert.True(await Features.TryWriteAsync(Samples.Hash("a"), Samples.Schema("other"), Samples.Features(), Never));
    }

    [Fact]
    public async Task One_of_many_writers_writes()
    {
        var wins = await RaceAsync(_ => Features.TryWriteAsync(Samples.Hash("a"), Samples.Schema(), Samples.Features(), Never));
        Assert.Equal(1, wins.Count(w => w));
    }
}
