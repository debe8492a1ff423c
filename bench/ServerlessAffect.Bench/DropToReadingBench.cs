using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Azure.Storage.Blobs;
using ServerlessAffect.Bench.Hosting;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Pipeline.Diagnostics;

namespace ServerlessAffect.Bench;

/// <summary><c>drop</c>: files per second from the upload of the first to the reading of the last, through the local host, against the storage operations that this
/// takes, done bare against an Azurite of its own; in turns, the median of the ratios of pairs.</summary>
internal static class DropToReadingBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        var models = args.Length > 0 ? args[0] : Path.Combine(BenchFolder.Repository, "models");
        var files = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
        var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
        var pairs = new List<(double Bare, double Scored)>();
        for (var round = 0; round <= rounds; round++)
        {
            var (scored, published) = await ThroughHostAsync(models, files, round).ConfigureAwait(false);
            var (bare, operations) = await BareOperations.RunAsync(files, published, CancellationToken.None).ConfigureAwait(false);
            if (round == 0)
            {
                Console.WriteLine($"{published} models, {files} files of one text a round, {operations} storage operations a file; round 0 warms up");
                continue;
            }

            pairs.Add((bare, scored));
            Console.WriteLine($"drop round {round}: {scored:0.0} files/s to the reading, {bare:0.0} files/s of bare operations, ratio {scored / bare:0.00}");
        }

        var ratios = pairs.Select(p => p.Scored / p.Bare).Order().ToArray();
        Console.WriteLine($"drop: ratio {ratios[ratios.Length / 2]:0.00} (bar 0.50)");
        return 0;
    }

    private static async Task<(double PerSecond, int Models)> ThroughHostAsync(string models, int files, int round)
    {
        var options = new LocalHostOptions { Blobs = new BlobOptions { ScanInterval = TimeSpan.FromMilliseconds(250) } };
        await using var host = await BenchHost.StartAsync([typeof(ExtractFeaturesTrigger), typeof(ScoreFeaturesTrigger)], options, CancellationToken.None).ConfigureAwait(false);
        var published = await host.PublishAsync(models, CancellationToken.None).ConfigureAwait(false);
        var inbox = new BlobContainerClient(host.Azurite.ConnectionString, "inbox");
        await inbox.CreateIfNotExistsAsync().ConfigureAwait(false);

        // One file first, untimed: it opens the models and makes the containers.
        using (var first = new ScoredItems(1))
        {
            await inbox.UploadBlobAsync("first.txt", new BinaryData(ShortTexts.All[0])).ConfigureAwait(false);
            await first.All.WaitAsync(TimeSpan.FromMinutes(1)).ConfigureAwait(false);
        }

        using var scored = new ScoredItems(files);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, files),
            new ParallelOptions { MaxDegreeOfParallelism = BareOperations.Concurrency },
            async (n, token) => await inbox.UploadBlobAsync($"{n}.txt", new BinaryData($"{ShortTexts.All[n % ShortTexts.All.Count]} ({round}.{n})"), token).ConfigureAwait(false)).ConfigureAwait(false);
        await scored.All.WaitAsync(TimeSpan.FromMinutes(5)).ConfigureAwait(false);
        return (files / Stopwatch.GetElapsedTime(started).TotalSeconds, published.Count);
    }

    /// <summary>Counts items that reached their last state by the pipeline's own meter: asking the storage would slow it down.</summary>
    private sealed class ScoredItems : IDisposable
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly MeterListener _listener = new();
        private int _left;

        public ScoredItems(int files)
        {
            _left = files;
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PipelineTelemetry.Name && instrument.Name == "affect.items")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            {
                if (tags is [{ Value: "scored" }] && Interlocked.Decrement(ref _left) == 0)
                {
                    _all.TrySetResult();
                }
            });
            _listener.Start();
        }

        public Task All => _all.Task;

        public void Dispose() => _listener.Dispose();
    }
}
