using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.Bench.Hosting;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Bench;

/// <summary><c>http</c>: requests per second of <c>POST /api/score/text</c> with one short text each, against a bare endpoint of the same Kestrel in the same
/// process, in turns; the median of the ratios of pairs.</summary>
internal static class HttpScoringBench
{
    private const int Connections = 16;

    public static async Task<int> RunAsync(string[] args)
    {
        var models = args.Length > 0 ? args[0] : Path.Combine(BenchFolder.Repository, "models");
        var rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 7;
        var turn = TimeSpan.FromSeconds(3);
        await using var host = await BenchHost.StartAsync([typeof(ScoreTextTrigger)], new LocalHostOptions(), CancellationToken.None).ConfigureAwait(false);
        var published = await host.PublishAsync(models, CancellationToken.None).ConfigureAwait(false);
        await using var bare = await BenchHost.StartBareAsync(CancellationToken.None).ConfigureAwait(false);
        var bareAddress = new Uri(bare.Urls.First());
        Console.WriteLine($"models: {string.Join(", ", published)}; {Environment.ProcessorCount} processors; {Connections} connections; client in the same process");
        await ScoreAloneAsync(host, published).ConfigureAwait(false);

        var nothing = new HttpLoad(bareAddress, "/bare", BenchHost.Key, [.. ShortTexts.All.Select(t => Body(t, null))], Connections);
        foreach (var model in published.Select(p => (string?)p[..p.IndexOf('@', StringComparison.Ordinal)]).Append(null).Distinct())
        {
            if (model is null && published.Count < 2)
            {
                continue;
            }

            var scoring = new HttpLoad(host.Functions.Address, "/api/score/text", BenchHost.Key, [.. ShortTexts.All.Select(t => Body(t, model))], Connections);
            await CompareAsync(model ?? "every champion", nothing, scoring, rounds, turn).ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task CompareAsync(string what, HttpLoad nothing, HttpLoad scoring, int rounds, TimeSpan turn)
    {
        await nothing.RunAsync(turn, CancellationToken.None).ConfigureAwait(false);
        await scoring.RunAsync(turn, CancellationToken.None).ConfigureAwait(false);
        var pairs = new List<(double Bare, double Scored, double BareProcessor, double Processor)>();
        double[] slow = [];
        for (var round = 0; round < rounds; round++)
        {
            var (bareRate, _, bareProcessor) = await nothing.RunAsync(turn, CancellationToken.None).ConfigureAwait(false);
            var (rate, microseconds, processor) = await scoring.RunAsync(turn, CancellationToken.None).ConfigureAwait(false);
            pairs.Add((bareRate, rate, bareProcessor, processor));
            slow = [.. slow, .. microseconds];
        }

        Array.Sort(slow);
        Console.WriteLine(
            $"http {what}: {Median(pairs.Select(p => p.Scored)):N0} requests/s, bare {Median(pairs.Select(p => p.Bare)):N0} requests/s, ratio {Median(pairs.Select(p => p.Scored / p.Bare)):0.00} " +
            $"(bar 0.40, aim 0.70); processor time a request {Median(pairs.Select(p => p.Processor)):0} us, bare {Median(pairs.Select(p => p.BareProcessor)):0} us; p50 {slow[slow.Length / 2]:N0} us, p99 {slow[(int)(slow.Length * 0.99)]:N0} us");
    }

    /// <summary>Processor time of the use case, without a server; other programs on the machine do not count.</summary>
    private static async Task ScoreAloneAsync(BenchHost host, IReadOnlyList<string> published)
    {
        var score = host.Functions.Services.GetRequiredService<ScoreNow>();
        foreach (var name in published)
        {
            ModelRef? model = ModelRef.TryParse(name, out var reference) ? reference : null;
            for (var warm = 0; warm < 2; warm++)
            {
                var before = Environment.CpuUsage.TotalTime;
                const int Texts = 20_000;
                for (var n = 0; n < Texts; n++)
                {
                    await score.RunAsync([ShortTexts.All[n % ShortTexts.All.Count]], model, CancellationToken.None).ConfigureAwait(false);
                }

                if (warm > 0)
                {
                    Console.WriteLine($"use case alone, {name}: {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Texts:0.0} us of processor time a text");
                }
            }
        }
    }

    private static string Body(string text, string? model) => JsonSerializer.Serialize(model is null ? new { text } : (object)new { text, model });

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
