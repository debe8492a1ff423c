using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IPredictionStore))]
public abstract class PredictionStoreConformance : ConformanceSuite
{
    private IPredictionStore Predictions => Port<IPredictionStore>();

    [Fact]
    public async Task Nothing_is_found_before_anything_is_written()
    {
        Assert.False(await ExistsAsync("mood"));
        Assert.Empty(await AllAsync(Predictions.ListAsync(Samples.Hash("a"), Never)));
    }

    [Fact]
    public async Task A_prediction_comes_back_as_it_was_written()
    {
        var document = Samples.Prediction("a");
        Assert.True(await Predictions.TryWriteAsync(document, Never));
        Assert.True(await ExistsAsync("mood"));
        Assert.False(await ExistsAsync("other"));
        Assert.Equal(Samples.Json(document), Samples.Json(Assert.Single(await AllAsync(Predictions.ListAsync(document.Item, Never)))));
    }

    [Fact]
    public async Task One_of_many_writers_writes()
    {
        var wins = await RaceAsync(i => Predictions.TryWriteAsync(Samples.Prediction("a", label: $"label {i}"), Never));
        Assert.Equal(1, wins.Count(w => w));
        var stored = Assert.Single(await AllAsync(Predictions.ListAsync(Samples.Hash("a"), Never)));
        Assert.Equal($"label {Array.IndexOf(wins, true)}", stored.Readings[0].Label);
        Assert.False(await Predictions.TryWriteAsync(Samples.Prediction("a"), Never));
    }

    [Fact]
    public async Task An_items_predictions_are_listed_by_model_and_version()
    {
        foreach (var (model, version) in new[] { ("mood-x", "1"), ("mood", "20260304-0000000b"), ("mood", "20260304-0000000a"), ("anger", "1") })
        {
            await Predictions.TryWriteAsync(Samples.Prediction("a", model, version), Never);
        }

        await Predictions.TryWriteAsync(Samples.Prediction("b"), Never);
        Assert.Equal(
            ["anger@1", "mood@20260304-0000000a", "mood@20260304-0000000b", "mood-x@1"],
            (await AllAsync(Predictions.ListAsync(Samples.Hash("a"), Never))).Select(d => $"{d.Model.Name}@{d.Model.Version}"));
    }

    private Task<bool> ExistsAsync(string model) => Predictions.ExistsAsync(Samples.Hash("a"), Samples.Hash("schema"), model, "20260304-0123abcd", Never);
}
