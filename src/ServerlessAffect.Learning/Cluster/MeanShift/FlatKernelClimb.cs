using System.Numerics.Tensors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Moves seeds, all at once, each to the mean of the rows within the bandwidth.</summary>
internal sealed class FlatKernelClimb(DenseMatrix x, double bandwidth, int parallelism)
{
    private const int BlockSeeds = 16;

    private readonly PackedRows _panels = PackedRows.Of(x);

    internal int Iterations { get; private set; }

    /// <param name="seeds">[any, columns]; not changed.</param>
    /// <param name="rest">A seed that moves less has come to rest.</param>
    /// <param name="maxIterations">Moves at most.</param>
    /// <param name="progress">Told after every move.</param>
    /// <param name="cancellationToken">Looked at every few seeds.</param>
    /// <returns>Each place where seeds rest once. A seed without a row around it is gone.</returns>
    internal List<Mode> Run(DenseMatrix seeds, double rest, int maxIterations, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var modes = new List<Mode>();
        var moving = Distinct(seeds);
        for (Iterations = 0; moving.Rows > 0; Iterations++)
        {
            var (means, counts, rests) = (new DenseMatrix(moving.Rows, x.Columns), new int[moving.Rows], new bool[moving.Rows]);
            var at = moving;
            RowBlocks.Run(at.Rows, BlockSeeds, parallelism, (_, first, count) =>
            {
                var squared = new double[_panels.Panels * PackedRows.Lanes];
                for (var i = first; i < first + count; i++)
                {
                    counts[i] = Move(at.Row(i), means.Row(i), squared);
                    var way = Math.Sqrt(CenterDistances.Squared(at.Row(i), means.Row(i)));
                    rests[i] = way < rest || way == 0 || Iterations == maxIterations;
                }
            }, cancellationToken);
            var on = new List<int>();
            for (var i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0 && rests[i])
                {
                    modes.Add(new Mode(means.Row(i).ToArray(), counts[i]));
                }
                else if (counts[i] > 0)
                {
                    on.Add(i);
                }
            }

            moving = Distinct(means.TakeRows([.. on]));
            progress?.Report(new FitProgress(Math.Min(Iterations + 1, maxIterations), maxIterations, moving.Rows, moving.Rows == 0));
        }

        return modes;
    }

    // The first of rows with the same bits.
    private static DenseMatrix Distinct(DenseMatrix rows)
    {
        var (seen, first) = (new HashSet<int>(new SameRow(rows)), new List<int>());
        for (var i = 0; i < rows.Rows; i++)
        {
            if (seen.Add(i))
            {
                first.Add(i);
            }
        }

        return first.Count == rows.Rows ? rows : rows.TakeRows([.. first]);
    }

    private int Move(ReadOnlySpan<double> from, Span<double> mean, double[] squared)
    {
        _panels.SquaredDistances(0, _panels.Panels, from, squared);
        var (limit, count) = (bandwidth * bandwidth, 0);
        for (var i = 0; i < x.Rows; i++)
        {
            if (squared[i] <= limit)
            {
                ClassVector.AddScaled(x.Row(i), 1, mean);
                count++;
            }
        }

        TensorPrimitives.Divide(mean, Math.Max(1, count), mean);
        return count;
    }
}
