using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Telemetry;

namespace ServerlessAffect.Storage.Tests.Telemetry;

public sealed class StorageTelemetryTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    [Fact]
    public async Task Operations_are_timed_and_traced_without_the_names_of_blobs()
    {
        var storage = new AzureStorage(accounts);
        var (spans, measures) = (new ConcurrentBag<Activity>(), new ConcurrentBag<(string Unit, string Tags)>());
        using var parent = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StorageTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener { InstrumentPublished = (instrument, l) => Enable(instrument, l) };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measures.Add((instrument.Unit!, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")))));
        meters.Start();
        await storage.Port<IMediaStore>().DropAsync("ann.txt", new MemoryStream([1]), "Ann", overwrite: true, CancellationToken.None);
        await storage.Port<IItemStore>().GetAsync(Samples.Hash("a"), CancellationToken.None);

        var ours = spans.Where(s => s.TraceId == parent.TraceId).ToArray();
        Assert.Equal(["drop blob inbox", "read blob items"], ours.Select(s => s.DisplayName).Order());
        Assert.All(ours, s => Assert.DoesNotContain("ann", string.Join(' ', s.TagObjects), StringComparison.OrdinalIgnoreCase));
        Assert.Contains(("s", "affect.storage.operation=drop blob affect.storage.store=inbox"), measures);
        Assert.All(measures, m => Assert.DoesNotContain("ann", m.Tags, StringComparison.OrdinalIgnoreCase));

        static void Enable(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == StorageTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        }
    }
}
