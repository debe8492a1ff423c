using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IDenseFeatureStore))]
public abstract class DenseFeatureStoreConformance : ConformanceSuite
{
    private IDenseFeatureStore Features => Port<IDenseFeatureStore>();

    [Fact]
    public async Task Nothing_is_found_before_anything_is_written()
    {
        Assert.False(await Features.ExistsAsync(Samples.Hash("a"), Samples.Schema().Hash, Never));
        Assert.Null(await Features.ReadAsync(Samples.Hash("a"), Samples.Schema().Hash, Never));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(700_000)]
    public async Task Windows_come_back_bit_for_bit_however_many_there_are(int windows)
    {
        using var features = Samples.Windows(windows);
        Assert.True(await Features.TryWriteAsync(Samples.Hash("a"), Samples.Schema(), features, Never));
        Assert.True(await Features.ExistsAsync(Samples.Hash("a"), Samples.Schema().Hash, Never));
        using var found = (await Features.ReadAsync(Samples.Hash("a"), Samples.Schema().Hash, Never))!;
        Assert.Equal(features.Windows, found.Windows);
        Assert.Equal((features.Duration, features.VoiceActivity, features.Notice), (found.Duration, found.VoiceActivity, found.Notice));
        Assert.Equal(All(features.Rows), All(found.Rows));
    }

    [Fact]
    public async Task Each_schema_has_features_of_its_own()
    {
        using var features = Samples.Windows(1);
        await Features.TryWriteAsync(Samples.Hash("a"), Samples.Schema(), features, Never);
        Assert.False(await Features.ExistsAsync(Samples.Hash("a"), Samples.Schema("other").Hash, Never));
        Assert.True(await Features.TryWriteAsync(Samples.Hash("a"), Samples.Schema("other"), features, Never));
    }

    [Fact]
    public async Task One_of_many_writers_writes()
    {
        using var features = Samples.Windows(2);
        var wins = await RaceAsync(_ => Features.TryWriteAsync(Samples.Hash("a"), Samples.Schema(), features, Never));
        Assert.Equal(1, wins.Count(w => w));
    }

    private static float[] All(DenseRows rows)
    {
        var values = new float[rows.Count * rows.Columns];
        rows.Read(0, values);
        return values;
    }
}
