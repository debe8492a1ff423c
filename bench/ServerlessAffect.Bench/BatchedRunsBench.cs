using System.Diagnostics;
using System.Globalization;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Inference;
using ServerlessAffect.Inference.Batching;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Bench;

/// <summary><c>batches</c>: files of one row, scored by many calls at once (as a queue delivers them), each in a run of its own or together with those that came at
/// the same time; in turns, the median of the ratios of pairs.</summary>
internal static class BatchedRunsBench
{
    private const int Columns = 100_000;
    private const int Classes = 20;
    private const int Rows = 1024;
    private const int Calls = 100_000;
    private const int Rounds = 7;
    private static readonly int[] Callers = [1, 2, 8, 24];

    public static async Task<int> RunAsync()
    {
        using var model = OnnxModel.Open(SparseSample.Package(SparseSample.Model(Columns, Classes), WeightPrecision.Half));
        var all = SparseSample.Rows(Rows, Columns);
        var files = Enumerable.Range(0, Rows).Select(row => Single(all, row)).ToArray();
        foreach (var callers in Callers)
        {
            var runs = 0;
            var together = new BatchedRuns(
                (rows, token) =>
                {
                    Interlocked.Increment(ref runs);
                    return model.PredictProba(rows, token);
                },
                Columns);
            var (alone, batched) = (new double[Rounds], new double[Rounds]);
            for (var round = -1; round < Rounds; round++)
            {
                alone[Math.Max(round, 0)] = await PerSecondAsync(callers, file => new(model.PredictProba(files[file]))).ConfigureAwait(false);
                runs = 0;
                batched[Math.Max(round, 0)] = await PerSecondAsync(callers, file => together.RunAsync(files[file], CancellationToken.None)).ConfigureAwait(false);
            }

            var ratios = alone.Zip(batched, (a, b) => b / a).Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{callers,2} calls at once: alone {Median(alone) / 1000:F0} k/s, together {Median(batched) / 1000:F0} k/s with {(double)Calls / runs:F1} calls a run, ratio {ratios[Rounds / 2]:F2}"));
        }

        return 0;
    }

    private static async Task<double> PerSecondAsync(int callers, Func<int, ValueTask<ProbabilityMatrix>> score)
    {
        var next = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var call = Interlocked.Increment(ref next); call <= Calls; call = Interlocked.Increment(ref next))
            {
                await score(call % Rows).ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);
        return Calls / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static CsrMatrix Single(CsrMatrix all, int row) =>
        new(1, all.Columns, [0, all.RowIndices(row).Length], all.RowIndices(row).ToArray(), all.RowValues(row).ToArray());

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
