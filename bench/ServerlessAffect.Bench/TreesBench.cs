using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Trees.Boosting;

namespace ServerlessAffect.Bench;

/// <summary>Boosted trees beside python3-xgboost, which drives the same library: made-up rows, one thread, in turns in one run; the median of the pairs. The first pair also says whether the models are the same.</summary>
internal static class TreesBench
{
    private const int Rows = 1200;
    private const int Columns = 600;
    private const int Classes = 4;
    private const int Rounds = 7;
    private const int Predicted = 20_000;

    public static int Run()
    {
        var (x, y) = MakeUp();
        var many = x.TakeRows([.. Enumerable.Range(0, Predicted).Select(i => i % Rows)]);
        string[] names = [.. Enumerable.Range(0, Classes).Select(c => $"class {c}")];
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, MemoryMarshal.AsBytes<float>([.. x.Values.Select(v => (float)v), .. y.Select(label => (float)label)]));
            using var peer = XgboostPeer.Start(file, Rows, Columns, Predicted);
            if (peer is null)
            {
                Console.Error.WriteLine("python3-xgboost is not installed: apt-get install python3-xgboost");
                return 1;
            }

            foreach (var method in new[] { TreeMethod.Exact, TreeMethod.Hist })
            {
                var settings = new XgbSettings { Rounds = 20, MaxDepth = 4, TreeMethod = method };
                XgbModel? model = null;
                double[]? said = null;
                Pairs($"fit, {method}".ToLowerInvariant(), () => model = new XgbClassifier { Settings = settings }.Fit(x, y, names), $"fit {method}".ToLowerInvariant(), peer);
                Pairs($"predict {Predicted} rows", () => said = ((IDenseClassifier)model!).PredictProba(many), "predict", peer);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  sum of squared probabilities: ours {said!.Sum(p => p * p):F4}, theirs {peer.SumOfSquares:F4}"));
            }
        }
        finally
        {
            File.Delete(file);
        }

        return 0;
    }

    private static void Pairs(string name, Action ours, string theirs, XgboostPeer peer)
    {
        var (own, other) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            ours();
            own[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            other[round] = peer.Measure(theirs);
        }

        var ratio = own.Zip(other, (a, b) => b / a).Order().ToArray()[Rounds / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-22} ours {own.Order().ToArray()[Rounds / 2] * 1000,7:0} ms, python3-xgboost {other.Order().ToArray()[Rounds / 2] * 1000,7:0} ms, {ratio:F2} times as fast (median of {Rounds} pairs)"));
    }

    private static (DenseMatrix X, int[] Y) MakeUp()
    {
        var random = new Random(1);
        var (x, y) = (new DenseMatrix(Rows, Columns), new int[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            y[i] = i % Classes;
            for (var j = 0; j < Columns; j++)
            {
                x[i, j] = (float)(random.NextDouble() + (j % Classes == y[i] ? 0.1 : 0));
            }
        }

        return (x, y);
    }
}
