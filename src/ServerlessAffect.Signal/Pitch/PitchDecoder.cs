using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>The most probable path through pitch bins, voiced and unvoiced: Viterbi's algorithm with the transitions of pYIN. Holds scratch memory.</summary>
/// <remarks>
/// A pitch moves by a triangle of bins per frame, and voicing switches with probability 0.01. Only the band of the triangle is searched: every other
/// transition has librosa's smallest positive number for a probability, so one maximum over all states stands for them, and the path is the exact one.
/// </remarks>
internal sealed class PitchDecoder
{
    private const double SwitchProbability = 0.01;

    /// <summary>log of numpy.finfo(float64).tiny.</summary>
    private const double Never = -708.39641853226408;

    private static readonly double Stay = Math.Log(1 - SwitchProbability);
    private static readonly double Switch = Math.Log(SwitchProbability);

    private readonly int _bins;
    private readonly int _reach;
    private readonly double[] _step;
    private readonly double[] _rowScale;
    private readonly double[] _voiced;
    private readonly double[] _unvoiced;
    private readonly Reached _fromVoiced;
    private readonly Reached _fromUnvoiced;

    /// <param name="bins">Pitch bins, from 1.</param>
    /// <param name="reach">How many bins a pitch moves at most from frame to frame.</param>
    internal PitchDecoder(int bins, int reach)
    {
        (_bins, _reach) = (bins, reach);
        _step = new double[(2 * reach) + 1];
        for (var d = -reach; d <= reach; d++)
        {
            _step[d + reach] = (reach + 1 - Math.Abs(d)) / (reach + 1.0);
        }

        _rowScale = new double[bins];
        for (var from = 0; from < bins; from++)
        {
            var sum = 0.0;
            for (var to = Math.Max(0, from - reach); to <= Math.Min(bins - 1, from + reach); to++)
            {
                sum += _step[to - from + reach];
            }

            _rowScale[from] = Math.Log(sum);
        }

        TensorPrimitives.Log<double>(_step, _step);
        (_voiced, _unvoiced) = (new double[bins], new double[bins]);
        (_fromVoiced, _fromUnvoiced) = (new Reached(bins, reach), new Reached(bins, reach));
    }

    /// <summary>Finds the path.</summary>
    /// <param name="observed">[frames, bins]: the probability of each bin, voiced.</param>
    /// <param name="voicing">[frames]: the probability of being voiced; what is left is shared evenly by the unvoiced bins.</param>
    /// <param name="states">[frames], written: the bin where voiced, bins + the bin where not.</param>
    internal void Decode(ReadOnlySpan<double> observed, ReadOnlySpan<double> voicing, Span<int> states)
    {
        if (states.IsEmpty)
        {
            return;
        }

        var links = ArrayPool<ushort>.Shared.Rent(checked(states.Length * 2 * _bins));
        try
        {
            var start = -Math.Log(2 * _bins);
            for (var bin = 0; bin < _bins; bin++)
            {
                _voiced[bin] = Log(observed[bin]) + start;
            }

            Array.Fill(_unvoiced, Log((1 - voicing[0]) / _bins) + start);
            for (var frame = 1; frame < states.Length; frame++)
            {
                Advance(observed.Slice(frame * _bins, _bins), Log((1 - voicing[frame]) / _bins), links.AsSpan(frame * 2 * _bins, 2 * _bins));
            }

            var (voiced, unvoiced) = (TensorPrimitives.IndexOfMax<double>(_voiced), TensorPrimitives.IndexOfMax<double>(_unvoiced));
            states[^1] = _voiced[voiced] >= _unvoiced[unvoiced] ? voiced : _bins + unvoiced;
            for (var frame = states.Length - 1; frame > 0; frame--)
            {
                states[frame - 1] = links[(frame * 2 * _bins) + states[frame]];
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(links);
        }
    }

    private static double Log(double probability) => Math.Log(probability + 2.2250738585072014e-308);

    private void Advance(ReadOnlySpan<double> observed, double unvoiced, Span<ushort> links)
    {
        var (bestVoiced, bestUnvoiced) = (TensorPrimitives.IndexOfMax<double>(_voiced), TensorPrimitives.IndexOfMax<double>(_unvoiced));
        var (far, farState) = _voiced[bestVoiced] >= _unvoiced[bestUnvoiced]
            ? (_voiced[bestVoiced] + Never, bestVoiced)
            : (_unvoiced[bestUnvoiced] + Never, _bins + bestUnvoiced);
        _fromVoiced.Find(_voiced, _rowScale, _step);
        _fromUnvoiced.Find(_unvoiced, _rowScale, _step);
        for (var bin = 0; bin < _bins; bin++)
        {
            var (v, u) = (_fromVoiced.Best[bin], _fromUnvoiced.Best[bin]);
            (_voiced[bin], links[bin]) = Better(v + Stay, u + Switch, bin, far, farState);
            (_unvoiced[bin], links[_bins + bin]) = Better(v + Switch, u + Stay, bin, far, farState);
            _voiced[bin] += Log(observed[bin]);
            _unvoiced[bin] += unvoiced;
        }
    }

    private (double Value, ushort State) Better(double fromVoiced, double fromUnvoiced, int bin, double far, int farState)
    {
        var (best, state) = fromVoiced >= fromUnvoiced
            ? (fromVoiced, bin + _fromVoiced.Offset(bin))
            : (fromUnvoiced, _bins + bin + _fromUnvoiced.Offset(bin));
        return far > best ? (far, (ushort)farState) : (best, (ushort)state);
    }

    /// <summary>The best predecessor of each bin within reach.</summary>
    private sealed class Reached
    {
        private readonly int _reach;
        private readonly double[] _values;
        private readonly double[] _steps;

        internal Reached(int bins, int reach)
        {
            _reach = reach;
            var room = (bins + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
            (Best, _steps) = (new double[room], new double[room]);
            _values = new double[room + (2 * reach)];
            Array.Fill(_values, double.NegativeInfinity);
        }

        internal double[] Best { get; }

        internal int Offset(int bin) => (int)_steps[bin];

        internal void Find(ReadOnlySpan<double> values, ReadOnlySpan<double> rowScale, ReadOnlySpan<double> step)
        {
            TensorPrimitives.Subtract(values, rowScale, _values.AsSpan(_reach, values.Length));
            ref var from = ref MemoryMarshal.GetArrayDataReference(_values);
            for (var bin = 0; bin < Best.Length; bin += Vector512<double>.Count)
            {
                var best = Vector512.Create(double.NegativeInfinity);
                var bestStep = Vector512<double>.Zero;
                for (var d = 0; d < step.Length; d++)
                {
                    var value = Vector512.LoadUnsafe(ref from, (nuint)(bin + d)) + Vector512.Create(step[d]);
                    var better = Vector512.GreaterThan(value, best);
                    best = Vector512.ConditionalSelect(better, value, best);
                    bestStep = Vector512.ConditionalSelect(better, Vector512.Create((double)(d - _reach)), bestStep);
                }

                best.CopyTo(Best, bin);
                bestStep.CopyTo(_steps, bin);
            }
        }
    }
}
