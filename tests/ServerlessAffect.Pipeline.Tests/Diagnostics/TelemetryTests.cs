using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Diagnostics;

[Collection(nameof(TelemetryTests))]
public class TelemetryTests
{
    [Fact]
    public async Task A_trace_goes_on_across_the_queue()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var id = world.Drop("a.txt", "words of the traced item");

        await world.TakeAsync("a.txt");
        Activity.Current = null;
        await world.DeliverAllAsync();

        var extract = seen.Single(a => a.OperationName == "ExtractFeatures" && Equals(a.GetTagItem("affect.item"), id.Value));
        var score = seen.Single(a => a.OperationName == "ScoreFeatures" && Equals(a.GetTagItem("affect.item"), id.Value));
        Assert.Equal(extract.TraceId, score.TraceId);
        Assert.Equal(extract.SpanId, score.ParentSpanId);
        Assert.Equal(ActivityKind.Consumer, score.Kind);
    }

    [Fact]
    public async Task Every_instrument_has_a_unit_and_counts()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("metered-model");
        var units = new ConcurrentDictionary<string, string?>();
        var sums = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == PipelineTelemetry.Name)
                {
                    units[instrument.Name] = instrument.Unit;
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => sums.AddOrUpdate(i.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => sums.AddOrUpdate(i.Name, value, (_, sum) => sum + value));
        listener.Start();
        world.Drop("a.txt", "one\ntwo\n\nfour");

        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["affect.items"] = "{item}",
                ["affect.readings"] = "{reading}",
                ["affect.media.read"] = "By",
                ["affect.operation.duration"] = "s",
            },
            units.ToDictionary());
        Assert.All(units.Keys, name => Assert.True(sums.GetValueOrDefault(name) > 0, name));
        Assert.True(sums["affect.readings"] >= 4);
    }
}
