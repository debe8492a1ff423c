using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessAffect.LocalHost.Diagnostics;
using ServerlessAffect.Testing.Azurite;

namespace ServerlessAffect.LocalHost.Tests.Diagnostics;

public sealed class HostTelemetryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Secret = "what a person wrote";

    [Fact]
    public async Task Invocations_are_traced_counted_and_logged_without_their_payload()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HostTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(activityListener);
        var measured = new ConcurrentQueue<(string Instrument, string? Unit, double Value)>();
        using var meterListener = new MeterListener { InstrumentPublished = (instrument, l) => Listen(instrument, l) };
        meterListener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(measured, i, value, tags));
        meterListener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(measured, i, value, tags));
        meterListener.Start();
        using var log = new LogCapture();
        await using var scenario = new HostScenario(azurite.ConnectionString);
        scenario.Journal.OnEntry = (entry, _) => throw new InvalidOperationException(entry);
        await scenario.Queue.CreateAsync();
        await scenario.Queue.SendMessageAsync(Secret);

        await scenario.StartAsync<Traced>(builder => builder.Services.AddSingleton<ILoggerProvider>(log));
        await Eventually.HoldsAsync(() => log.Lines.Any(l => l.Contains("moved it to", StringComparison.Ordinal)), "it is given up");

        var mine = activities.Where(a => a.OperationName == nameof(Traced)).ToList();
        Assert.Equal(5, mine.Count);
        Assert.All(mine, a => Assert.Equal((ActivityStatusCode.Error, "queueTrigger"), (a.Status, a.GetTagItem("faas.trigger"))));
        Assert.Equal(5, measured.Where(m => m is { Instrument: "affect.host.invocations", Unit: "{invocation}" }).Sum(m => m.Value));
        Assert.Equal(5, measured.Where(m => m is { Instrument: "affect.host.invocation.failures", Unit: "{invocation}" }).Sum(m => m.Value));
        Assert.Equal(5, measured.Count(m => m is { Instrument: "affect.host.invocation.duration", Unit: "s" }));
        Assert.Contains(log.Lines, l => l.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains(Secret, StringComparison.Ordinal));
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == HostTelemetry.Name)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static void Note(ConcurrentQueue<(string, string?, double)> measured, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag is { Key: "faas.name", Value: nameof(Traced) })
            {
                measured.Enqueue((instrument.Name, instrument.Unit, value));
            }
        }
    }

    public sealed class Traced(Journal journal)
    {
        [Function("Traced")]
        public Task Run([QueueTrigger("%queue%")] string text) => journal.AddAsync(text, default);
    }

    private sealed class LogCapture : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() => Lines.Clear();
    }
}
