using System.Diagnostics;
using System.Globalization;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Bench;

/// <summary>A sparse linear model of the published ones' size in ONNX Runtime, and the same sums in a plain loop in C#, in turns: single rows, then batches.</summary>
internal static class InferenceBench
{
    private const int Columns = 100_000;
    private const int Classes = 20;
    private const int Rows = 4096;
    private const int SingleCalls = 20_000;
    private const int Rounds = 9;
    private static readonly int[] BatchSizes = [1, 16, 64, 256, 1024, 4096];

    public static int Run()
    {
        var weights = SparseSample.Model(Columns, Classes);
        var rows = SparseSample.Rows(Rows, Columns);
        var plain = new PlainLinear(weights);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Columns} columns, {Classes} classes, {Rows} rows of {rows.Entries / (double)Rows:F0} entries on average; one thread unless said"));
        foreach (var precision in new[] { WeightPrecision.Single, WeightPrecision.Half })
        {
            var package = SparseSample.Package(weights, precision);
            using var model = OnnxModel.Open(package);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"weights in {precision} precision, {package.Files[ModelPackage.ModelFile].Length / 1e6:F1} MB"));
            SingleRows(model, plain, rows);
            Batches(model, plain, rows);
            TwoThreads(model, rows);
        }

        return 0;
    }

    private static void SingleRows(OnnxModel model, PlainLinear plain, CsrMatrix rows)
    {
        var probabilities = new float[Classes];
        var ours = new double[SingleCalls];
        var loop = new double[SingleCalls];
        for (var call = 0; call < Rows; call++)
        {
            model.PredictProba(rows.RowIndices(call), rows.RowValues(call), probabilities);
            plain.PredictProba(rows.RowIndices(call), rows.RowValues(call), probabilities);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < SingleCalls; call++)
        {
            // The two take turns at different rows, so that neither finds its weights warm from the other.
            var row = call % Rows;
            var start = Stopwatch.GetTimestamp();
            model.PredictProba(rows.RowIndices(row), rows.RowValues(row), probabilities);
            ours[call] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            row = (call + (Rows / 2)) % Rows;
            start = Stopwatch.GetTimestamp();
            plain.PredictProba(rows.RowIndices(row), rows.RowValues(row), probabilities);
            loop[call] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(ours);
        Array.Sort(loop);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  single row      p50 {At(ours, 0.5):F1} us  p99 {At(ours, 0.99):F1} us  {allocated / (double)SingleCalls:F1} B/call   plain loop p50 {At(loop, 0.5):F1} us  p99 {At(loop, 0.99):F1} us"));
    }

    private static void Batches(OnnxModel model, PlainLinear plain, CsrMatrix rows)
    {
        foreach (var size in BatchSizes)
        {
            var batch = SparseSample.Take(rows, size);
            var probabilities = new float[size * Classes];
            var repeats = Math.Max(1, Rows / size);
            var ours = new double[Rounds];
            var loop = new double[Rounds];
            for (var round = -2; round < Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < repeats; i++)
                {
                    model.PredictProba(batch);
                }

                ours[Math.Max(round, 0)] = repeats * size / Stopwatch.GetElapsedTime(start).TotalSeconds;
                start = Stopwatch.GetTimestamp();
                for (var i = 0; i < repeats; i++)
                {
                    plain.PredictProba(batch, probabilities);
                }

                loop[Math.Max(round, 0)] = repeats * size / Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            double[] ratios = [.. ours.Zip(loop, (a, b) => a / b).Order()];
            Array.Sort(ours);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  batch of {size,5}  {At(ours, 0.5) / 1000,7:F0} k rows/s   {At(ratios, 0.5):F2} of the plain loop"));
        }
    }

    private static void TwoThreads(OnnxModel model, CsrMatrix rows)
    {
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, 2 * SingleCalls, new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => new float[Classes], (call, _, probabilities) =>
        {
            model.PredictProba(rows.RowIndices(call % Rows), rows.RowValues(call % Rows), probabilities);
            return probabilities;
        }, _ => { });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  single rows, two threads  {2 * SingleCalls / Stopwatch.GetElapsedTime(start).TotalSeconds / 1000:F0} k rows/s"));
    }

    private static double At(double[] sorted, double quantile) => sorted[(int)(quantile * (sorted.Length - 1))];
}
