using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Inference.Tests;

internal static class SparseRows
{
    /// <summary>Rows of random length from 0 to <paramref name="longest"/>, each with Euclidean norm 1, as term weights have.</summary>
    public static CsrMatrix Random(int seed, int rows, int columns, int longest)
    {
        var random = new Random(seed);
        var indPtr = new int[rows + 1];
        List<int> indices = [];
        List<double> values = [];
        for (var row = 0; row < rows; row++)
        {
            var picked = new SortedSet<int>();
            var count = random.Next(Math.Min(longest, columns) + 1);
            while (picked.Count < count)
            {
                picked.Add(random.Next(columns));
            }

            indices.AddRange(picked);
            double[] weights = [.. picked.Select(_ => (random.NextDouble() * 2) - 0.5)];
            var norm = Math.Sqrt(weights.Sum(w => w * w));
            values.AddRange(weights.Select(w => w / norm));
            indPtr[row + 1] = indices.Count;
        }

        return new CsrMatrix(rows, columns, indPtr, [.. indices], [.. values]);
    }
}
