using System.Diagnostics;
using System.Globalization;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Learning.Svm;

namespace ServerlessAffect.Bench;

/// <summary>The kernel learners on made-up rows of the size of a speech recipe's: 1,500 clips of 2,400 columns, 8 classes, 24 speakers; one thread, one after the other in turns.</summary>
internal static class KernelLearnersBench
{
    private const int Rows = 1500;
    private const int Columns = 2400;
    private const int Classes = 8;
    private const int Rounds = 5;

    public static int Run()
    {
        var (x, y) = MakeUp();
        var folds = LeaveOneGroupOut.Split([.. Enumerable.Range(0, Rows).Select(i => $"speaker {i % 24}")]);
        var kernel = Kernel.Rbf(0.15 / Columns);
        var gram = GramMatrix.Of(x, kernel);
        var ridge = new KernelRidgeClassifier { ClassWeights = ClassWeights.Balanced, Parallelism = 1 };
        var svc = new Svc { C = 10, ClassWeights = ClassWeights.Balanced, Parallelism = 1 };
        var model = KernelModel.Of(ridge.Fit(gram, y, Classes), x, kernel, [.. Enumerable.Range(0, Classes).Select(c => $"class {c}")]);
        var clips = x.TakeRows([.. Enumerable.Range(0, 64)]);
        (string Name, Action Run)[] tasks =
        [
            ("inner products of all rows", () => GramMatrix.Products(x)),
            ("kernel ridge, on kernel values", () => ridge.Fit(gram, y, Classes)),
            ("kernel ridge, scores of 24 left-out speakers", () => ridge.HeldOutScores(gram, y, Classes, folds)),
            ("SVC, 28 pairs, C 10, on kernel values", () => svc.FitPairs(gram, y, Classes)),
            ("scores of 64 rows by 1,500 support vectors", () => model.DecisionFunction(clips)),
        ];
        var seconds = tasks.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var t = 0; t < tasks.Length; t++)
            {
                var start = Stopwatch.GetTimestamp();
                tasks[t].Run();
                seconds[t][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        for (var t = 0; t < tasks.Length; t++)
        {
            var sorted = seconds[t].Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tasks[t].Name,-46} median {sorted[Rounds / 2] * 1000:0} ms, best {sorted[0] * 1000:0} ms of {Rounds}"));
        }

        return 0;
    }

    private static (DenseMatrix X, int[] Y) MakeUp()
    {
        var random = new Random(1);
        var means = Enumerable.Range(0, Classes * Columns).Select(_ => (random.NextDouble() - 0.5) * 0.7).ToArray();
        var (x, y) = (new DenseMatrix(Rows, Columns), new int[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            y[i] = i % Classes;
            for (var j = 0; j < Columns; j++)
            {
                x[i, j] = ((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2) + means[(y[i] * Columns) + j];
            }
        }

        return (x, y);
    }
}
