using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServerlessAffect.Storage.Telemetry;

/// <summary>Spans and measures of the storage. Tags name the container or queue and the operation, never a blob.</summary>
public static class StorageTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "ServerlessAffect.Storage";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "affect.storage.operation.duration", "s", "Time of one storage operation, retries included.");

    private static readonly Counter<long> Damaged = Meter.CreateCounter<long>(
        "affect.storage.damaged", "{document}", "Documents in the storage that could not be read back.");

    internal static Activity? StartActivity(string operation, string store)
    {
        var activity = Source.StartActivity($"{operation} {store}", ActivityKind.Client);
        activity?.SetTag("affect.storage.operation", operation);
        activity?.SetTag("affect.storage.store", store);
        return activity;
    }

    internal static void Record(string operation, string store, string? error, TimeSpan elapsed)
    {
        if (!Duration.Enabled)
        {
            return;
        }

        var tags = new TagList { { "affect.storage.operation", operation }, { "affect.storage.store", store } };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        Duration.Record(elapsed.TotalSeconds, tags);
    }

    internal static void CountDamaged(string store) => Damaged.Add(1, new KeyValuePair<string, object?>("affect.storage.store", store));
}
