using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Linear;

/// <summary>Dual coordinate descent for the squared hinge (Hsieh et al. 2008, as in LIBLINEAR), several binary problems side by side.</summary>
/// <remarks>
/// All problems visit the rows in the same seeded order, so one pass over a row serves all of them; a problem that is solved is left alone, so that its result does
/// not depend on its neighbours. With a scale the features of problem p are x_j s_jp: what is kept is v = s ∘ w, which is moved by s² and gives scores x · v.
/// </remarks>
internal sealed class DualCoordinateDescent
{
    private const int RowsBetweenLooks = 4096;

    private readonly FeatureMatrix _x;
    private readonly int[] _y;
    private readonly BinaryProblem[] _problems;
    private readonly double[] _squaredScale;
    private readonly double[] _weights;
    private readonly double[] _intercepts;
    private readonly double[] _alphas;
    private readonly double[] _norms;

    internal DualCoordinateDescent(FeatureMatrix x, int[] y, BinaryProblem[] problems, double[] squaredScale)
    {
        (_x, _y, _problems, _squaredScale) = (x, y, problems, squaredScale);
        _weights = new double[checked(x.Columns * problems.Length)];
        _intercepts = new double[problems.Length];
        _alphas = new double[checked(x.Rows * problems.Length)];
        _norms = new double[_alphas.Length];
        for (var row = 0; row < x.Rows; row++)
        {
            var norms = _norms.AsSpan(row * problems.Length, problems.Length);
            norms.Fill(1);
            x.AddSquaredNorms(row, norms, squaredScale);
        }
    }

    /// <returns>Where it ended.</returns>
    internal FitProgress Solve(DualDescentSettings settings, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var count = _problems.Length;
        var random = new SeededRandom(settings.RandomState);
        var order = new int[_x.Rows];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var solved = new bool[count];
        var (highest, lowest) = (new double[count], new double[count]);
        for (var sweep = 1; ; sweep++)
        {
            random.Shuffle(order.AsSpan());
            Array.Fill(highest, double.NegativeInfinity);
            Array.Fill(lowest, double.PositiveInfinity);
            Sweep(order, solved, highest, lowest, cancellationToken);

            var widest = 0.0;
            for (var p = 0; p < count; p++)
            {
                if (!solved[p])
                {
                    var gap = highest[p] - lowest[p];
                    solved[p] = !(gap > settings.Tolerance);
                    widest = Math.Max(widest, gap);
                }
            }

            var done = Array.TrueForAll(solved, s => s);
            var report = new FitProgress(sweep, settings.MaxSweeps, widest, done);
            progress?.Report(report);
            if (done || sweep >= settings.MaxSweeps)
            {
                return report;
            }
        }
    }

    /// <summary>Writes the weights into columns <paramref name="first"/> .. of a [features, outputs] table.</summary>
    internal void CopyTo(double[] coefficients, double[] intercepts, int first)
    {
        var (count, outputs) = (_problems.Length, intercepts.Length);
        for (var j = 0; j < _x.Columns; j++)
        {
            _weights.AsSpan(j * count, count).CopyTo(coefficients.AsSpan((j * outputs) + first));
        }

        _intercepts.CopyTo(intercepts.AsSpan(first));
    }

    private void Sweep(int[] order, bool[] solved, double[] highest, double[] lowest, CancellationToken cancellationToken)
    {
        var count = _problems.Length;
        Span<double> step = new double[count];
        for (var i = 0; i < order.Length; i++)
        {
            if (i % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var row = order[i];
            _intercepts.CopyTo(step);
            _x.AddScores(row, _weights, step);
            if (ToSteps(row, step, solved, highest, lowest))
            {
                _x.AddOuter(row, step, _weights, _squaredScale);
                TensorPrimitives.Add(_intercepts, step, _intercepts);
            }
        }
    }

    // Replaces the row's scores by how far to move along it in each problem; returns whether any moves.
    private bool ToSteps(int row, Span<double> scores, bool[] solved, double[] highest, double[] lowest)
    {
        var count = _problems.Length;
        var alphas = _alphas.AsSpan(row * count, count);
        var norms = _norms.AsSpan(row * count, count);
        var moves = false;
        for (var p = 0; p < count; p++)
        {
            var problem = _problems[p];
            var isPositive = _y[row] == problem.Positive;
            var cost = isPositive ? problem.PositiveCost : problem.NegativeCost;
            var score = scores[p];
            scores[p] = 0;
            if (solved[p] || cost == 0)
            {
                continue;
            }

            var sign = isPositive ? 1.0 : -1.0;
            var diagonal = 0.5 / cost;
            var gradient = (sign * score) - 1 + (alphas[p] * diagonal);
            var projected = alphas[p] == 0 ? Math.Min(gradient, 0) : gradient;
            highest[p] = Math.Max(highest[p], projected);
            lowest[p] = Math.Min(lowest[p], projected);
            if (Math.Abs(projected) > 1e-12)
            {
                var moved = Math.Max(alphas[p] - (gradient / (norms[p] + diagonal)), 0);
                scores[p] = (moved - alphas[p]) * sign;
                alphas[p] = moved;
                moves = true;
            }
        }

        return moves;
    }
}
