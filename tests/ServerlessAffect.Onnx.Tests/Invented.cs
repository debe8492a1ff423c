using ServerlessAffect.Core.Features;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Onnx.Tests;

/// <summary>Models and rows with numbers out of a seeded generator.</summary>
internal static class Invented
{
    public static LinearModel Linear(int seed, int features, int classes, double temperature = 1.3, ProbabilityLink link = ProbabilityLink.Softmax) =>
        new([.. Enumerable.Range(0, classes).Select(c => $"class {c}")], features, Numbers(seed, features * classes, 4), Numbers(seed + 1, classes, 4), temperature, link);

    public static double[] Numbers(int seed, int count, double range)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * range)];
    }

    public static StandardScaler Scaler(int seed, int columns) => StandardScaler.Fit(new DenseMatrix(20, columns, Numbers(seed, 20 * columns, 3)));

    public static KernelModel Kernel(int seed, KernelKind kind, int support, int features, int classes) =>
        new(
            [.. Enumerable.Range(0, classes).Select(c => $"class {c}")],
            kind switch
            {
                KernelKind.Linear => Learning.Kernels.Kernel.Linear,
                KernelKind.Rbf => Learning.Kernels.Kernel.Rbf(0.5 / features),
                _ => Learning.Kernels.Kernel.Polynomial(1.0 / features, 3, 0.7),
            },
            new DenseMatrix(support, features, Numbers(seed, support * features, 4)),
            Numbers(seed + 1, support * classes, 2),
            Numbers(seed + 2, classes, 1),
            1.7);

    /// <summary>Rows of norm 1 and of random length, empty ones among them.</summary>
    public static CsrMatrix Rows(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        var indPtr = new int[rows + 1];
        List<int> indices = [];
        List<double> values = [];
        for (var row = 0; row < rows; row++)
        {
            int[] picked = [.. Enumerable.Range(0, columns).Where(_ => random.Next(3) == 0 && row % 4 != 1)];
            var weights = Numbers(seed + row, picked.Length, 2);
            indices.AddRange(picked);
            values.AddRange(weights.Select(w => w / Math.Sqrt(weights.Sum(v => v * v))));
            indPtr[row + 1] = indices.Count;
        }

        return new CsrMatrix(rows, columns, indPtr, [.. indices], [.. values]);
    }

    public static double LargestDifference(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return expected.Zip(actual, (e, a) => Math.Abs(e - a)).DefaultIfEmpty().Max();
    }
}
