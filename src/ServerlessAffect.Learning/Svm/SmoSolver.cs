using ServerlessAffect.Learning.Kernels;

namespace ServerlessAffect.Learning.Svm;

/// <summary>Sequential minimal optimisation of one C-SVM: min ½ αᵀQα - Σα with 0 ≤ α_i ≤ C_i and Σ y_i α_i = 0, as LIBSVM does it.</summary>
/// <remarks>
/// The second row of every pair is chosen by second-order information (Fan, Chen and Lin, JMLR 6, 2005); rows that have settled at a bound leave the active set
/// and come back before the solution is accepted (Joachims' shrinking in LIBSVM's form). Positions are reordered so that active rows come first.
/// </remarks>
internal sealed class SmoSolver
{
    // What a curvature that is not positive counts as.
    private const double Tau = 1e-12;
    private const int CheckEvery = 1000;

    private readonly KernelRowCache _cache;
    private readonly SmoSettings _settings;
    private readonly int _length;
    private readonly sbyte[] _y;
    private readonly double[] _cost;
    private readonly double[] _alpha;
    private readonly double[] _gradient;
    private readonly double[] _diagonal;
    private readonly int[] _original;

    // Q times the alphas that are at their upper bound: what the gradient is rebuilt from.
    private readonly double[] _upperGradient;
    private int _active;
    private bool _unshrunk;

    internal SmoSolver(KernelRows kernel, SmoProblem problem, SmoSettings settings)
    {
        (_settings, _length, _active) = (settings, problem.Rows.Length, problem.Rows.Length);
        _y = (sbyte[])problem.Signs.Clone();
        _cache = new KernelRowCache(kernel, (int[])problem.Rows.Clone(), _y, settings.CacheBytes);
        (_cost, _alpha, _gradient, _upperGradient) = (new double[_length], new double[_length], new double[_length], new double[_length]);
        (_diagonal, _original) = (new double[_length], new int[_length]);
        for (var i = 0; i < _length; i++)
        {
            _cost[i] = _y[i] > 0 ? problem.PositiveCost : problem.NegativeCost;
            _gradient[i] = -1;
            _diagonal[i] = _cache.Diagonal(i);
            _original[i] = i;
        }
    }

    internal SmoSolution Solve(CancellationToken cancellationToken)
    {
        var untilShrinking = Math.Min(_length, CheckEvery) + 1;
        var converged = false;
        long iteration = 0;
        for (; iteration < _settings.MaxIterations; iteration++)
        {
            if (--untilShrinking == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                untilShrinking = Math.Min(_length, CheckEvery);
                Shrink();
            }

            if (!SelectPair(out var i, out var j))
            {
                RebuildGradient();
                _active = _length;
                if (!SelectPair(out i, out j))
                {
                    converged = true;
                    break;
                }

                untilShrinking = 1;
            }

            Move(i, j);
        }

        RebuildGradient();
        _active = _length;
        var signed = new double[_length];
        for (var i = 0; i < _length; i++)
        {
            signed[_original[i]] = _y[i] * _alpha[i];
        }

        return new SmoSolution(signed, -Offset(), iteration, converged);
    }

    private bool AtUpper(int i) => _alpha[i] >= _cost[i];

    private bool AtLower(int i) => _alpha[i] <= 0;

    // i breaks the conditions most; j lowers the objective most together with it.
    private bool SelectPair(out int i, out int j)
    {
        (i, j) = (-1, -1);
        var (largest, largestLow, best) = (double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity);
        for (var t = 0; t < _active; t++)
        {
            var slope = -_y[t] * _gradient[t];
            if (slope >= largest && !(_y[t] > 0 ? AtUpper(t) : AtLower(t)))
            {
                (largest, i) = (slope, t);
            }
        }

        if (i < 0)
        {
            return false;
        }

        var row = _cache.Get(i);
        for (var t = 0; t < _active; t++)
        {
            if (_y[t] > 0 ? AtLower(t) : AtUpper(t))
            {
                continue;
            }

            var slope = _y[t] * _gradient[t];
            largestLow = Math.Max(largestLow, slope);
            var difference = largest + slope;
            if (difference > 0)
            {
                var curvature = _diagonal[i] + _diagonal[t] - (2.0 * _y[i] * _y[t] * row[t]);
                var change = -(difference * difference) / (curvature > 0 ? curvature : Tau);
                if (change <= best)
                {
                    (best, j) = (change, t);
                }
            }
        }

        return j >= 0 && largest + largestLow >= _settings.Tolerance;
    }

    private void Move(int i, int j)
    {
        var (rowI, rowJ) = (_cache.Get(i), _cache.Get(j));
        var (oldI, oldJ, wasUpperI, wasUpperJ) = (_alpha[i], _alpha[j], AtUpper(i), AtUpper(j));
        var curvature = _diagonal[i] + _diagonal[j] - (2.0 * _y[i] * _y[j] * rowI[j]);
        curvature = curvature > 0 ? curvature : Tau;
        (_alpha[i], _alpha[j]) = _y[i] != _y[j]
            ? ClipToDifference(oldI, oldJ, (-_gradient[i] - _gradient[j]) / curvature, _cost[i], _cost[j])
            : ClipToSum(oldI, oldJ, (_gradient[i] - _gradient[j]) / curvature, _cost[i], _cost[j]);

        // What is set from the other's bound may be beyond its own by a rounding.
        (_alpha[i], _alpha[j]) = (Math.Clamp(_alpha[i], 0, _cost[i]), Math.Clamp(_alpha[j], 0, _cost[j]));
        AddRows(rowI, _alpha[i] - oldI, rowJ, _alpha[j] - oldJ);
        FollowUpperBound(i, wasUpperI);
        FollowUpperBound(j, wasUpperJ);
    }

    // Both move by the same step; their difference stays.
    private static (double I, double J) ClipToDifference(double i, double j, double step, double costI, double costJ)
    {
        var difference = i - j;
        (i, j) = (i + step, j + step);
        (i, j) = difference > 0
            ? j < 0 ? (difference, 0) : (i, j)
            : i < 0 ? (0, -difference) : (i, j);
        return difference > costI - costJ
            ? i > costI ? (costI, costI - difference) : (i, j)
            : j > costJ ? (costJ + difference, costJ) : (i, j);
    }

    // They move against each other; their sum stays.
    private static (double I, double J) ClipToSum(double i, double j, double step, double costI, double costJ)
    {
        var sum = i + j;
        (i, j) = (i - step, j + step);
        (i, j) = sum > costI
            ? i > costI ? (costI, sum - costI) : (i, j)
            : j < 0 ? (sum, 0) : (i, j);
        return sum > costJ
            ? j > costJ ? (sum - costJ, costJ) : (i, j)
            : i < 0 ? (0, sum) : (i, j);
    }

    private void AddRows(double[] rowI, double changeI, double[] rowJ, double changeJ)
    {
        var gradient = _gradient.AsSpan(0, _active);
        ClassVector.AddScaled(rowI.AsSpan(0, _active), changeI, gradient);
        ClassVector.AddScaled(rowJ.AsSpan(0, _active), changeJ, gradient);
    }

    private void FollowUpperBound(int i, bool wasUpper)
    {
        if (wasUpper != AtUpper(i))
        {
            ClassVector.AddScaled(_cache.Get(i), wasUpper ? -_cost[i] : _cost[i], _upperGradient);
        }
    }

    private void Shrink()
    {
        var (up, low) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var i = 0; i < _active; i++)
        {
            var slope = _y[i] * _gradient[i];
            up = (_y[i] > 0 ? AtUpper(i) : AtLower(i)) ? up : Math.Max(up, -slope);
            low = (_y[i] > 0 ? AtLower(i) : AtUpper(i)) ? low : Math.Max(low, slope);
        }

        if (!_unshrunk && up + low <= _settings.Tolerance * 10)
        {
            _unshrunk = true;
            RebuildGradient();
            _active = _length;
        }

        for (var i = 0; i < _active; i++)
        {
            if (!IsSettled(i, up, low))
            {
                continue;
            }

            _active--;
            while (_active > i)
            {
                if (!IsSettled(_active, up, low))
                {
                    Swap(i, _active);
                    break;
                }

                _active--;
            }
        }
    }

    private bool IsSettled(int i, double up, double low)
    {
        var slope = _y[i] * _gradient[i];
        return AtUpper(i) ? (_y[i] > 0 ? -slope > up : slope > low)
            : AtLower(i) && (_y[i] > 0 ? slope > low : -slope > up);
    }

    private void Swap(int a, int b)
    {
        _cache.Swap(a, b);
        (_y[a], _y[b]) = (_y[b], _y[a]);
        (_cost[a], _cost[b]) = (_cost[b], _cost[a]);
        (_alpha[a], _alpha[b]) = (_alpha[b], _alpha[a]);
        (_gradient[a], _gradient[b]) = (_gradient[b], _gradient[a]);
        (_upperGradient[a], _upperGradient[b]) = (_upperGradient[b], _upperGradient[a]);
        (_diagonal[a], _diagonal[b]) = (_diagonal[b], _diagonal[a]);
        (_original[a], _original[b]) = (_original[b], _original[a]);
    }

    // The gradient of rows that had left the active set.
    private void RebuildGradient()
    {
        if (_active == _length)
        {
            return;
        }

        var settled = _gradient.AsSpan(_active);
        _upperGradient.AsSpan(_active).CopyTo(settled);
        foreach (ref var value in settled)
        {
            value -= 1;
        }

        for (var i = 0; i < _active; i++)
        {
            if (!AtUpper(i) && !AtLower(i))
            {
                ClassVector.AddScaled(_cache.Get(i).AsSpan(_active), _alpha[i], settled);
            }
        }
    }

    private double Offset()
    {
        var (upper, lower, sum, free) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0);
        for (var i = 0; i < _length; i++)
        {
            var slope = _y[i] * _gradient[i];
            if (!AtUpper(i) && !AtLower(i))
            {
                (sum, free) = (sum + slope, free + 1);
            }
            else if (AtUpper(i) == _y[i] > 0)
            {
                lower = Math.Max(lower, slope);
            }
            else
            {
                upper = Math.Min(upper, slope);
            }
        }

        return free > 0 ? sum / free : (upper + lower) / 2;
    }
}
