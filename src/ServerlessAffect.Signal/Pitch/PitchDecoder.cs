using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>The most probable path through pitch bins, voiced and unvoiced: Viterbi's algorithm with the transitions of pYIN. Holds scratch memory.</summary>
/// <remarks>
/// A pitch moves by a triangle of bins per frame, and voicing switches with probability 0.01. Only the band of the triangle is searched: every other
/// transition has librosa's smallest positive number for a probability, so one maximum over all states stands for them, and the path is the exact one.
/// On the way forward only the values are kept; which state each came from is worked out on the way back, for the states of the path alone.
/// </remarks>
internal sealed class PitchDecoder
{
    private const double SwitchProbability = 0.01;

    /// <summary>numpy.finfo(float64).tiny, which librosa adds to every probability before its logarithm.</summary>
    private const double Tiny = 2.2250738585072014e-308;

    /// <summary>States worked on at once: two registers of eight.</summary>
    private const int StatesAtOnce = 16;

    private static readonly double Never = Math.Log(Tiny);
    private static readonly double Stay = Math.Log(1 - SwitchProbability);
    private static readonly double Switch = Math.Log(SwitchProbability);

    private readonly int _bins;
    private readonly int _reach;
    private readonly double[] _step;
    private readonly double[] _rowScale;
    private readonly double[] _leavingVoiced;
    private readonly double[] _leavingUnvoiced;
    private readonly double[] _toVoiced;
    private readonly double[] _toUnvoiced;

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
        var room = (bins + StatesAtOnce - 1) / StatesAtOnce * StatesAtOnce;
        (_toVoiced, _toUnvoiced) = (new double[room], new double[room]);
        (_leavingVoiced, _leavingUnvoiced) = (new double[room + (2 * reach)], new double[room + (2 * reach)]);
        Array.Fill(_leavingVoiced, double.NegativeInfinity);
        Array.Fill(_leavingUnvoiced, double.NegativeInfinity);
    }

    /// <summary>Values per frame of the trellis: the voiced bins, then the unvoiced ones.</summary>
    internal int States => 2 * _bins;

    /// <summary>Finds the path.</summary>
    /// <param name="trellis">[frames, <see cref="States"/>]: the probability of each bin, voiced, in the first half of each frame. Overwritten.</param>
    /// <param name="voicing">[frames]: the probability of being voiced; what is left is shared evenly by the unvoiced bins.</param>
    /// <param name="states">[frames], written: the bin where voiced, bins + the bin where not.</param>
    internal void Decode(Span<double> trellis, ReadOnlySpan<double> voicing, Span<int> states)
    {
        for (var frame = 0; frame < states.Length; frame++)
        {
            var values = trellis.Slice(frame * States, States);
            foreach (ref var value in values[.._bins])
            {
                value = value == 0 ? Never : Math.Log(value + Tiny);
            }

            values[_bins..].Fill(Math.Log(((1 - voicing[frame]) / _bins) + Tiny));
            if (frame > 0)
            {
                Advance(trellis.Slice((frame - 1) * States, States), values);
            }
        }

        for (var frame = states.Length - 1; frame >= 0; frame--)
        {
            var values = trellis.Slice(frame * States, States);
            states[frame] = frame == states.Length - 1 ? TensorPrimitives.IndexOfMax<double>(values) : Predecessor(values, states[frame + 1]);
        }
    }

    private void Advance(ReadOnlySpan<double> before, Span<double> values)
    {
        TensorPrimitives.Subtract(before[.._bins], _rowScale, _leavingVoiced.AsSpan(_reach, _bins));
        TensorPrimitives.Subtract(before[_bins..], _rowScale, _leavingUnvoiced.AsSpan(_reach, _bins));
        SearchBand(TensorPrimitives.Max<double>(before) + Never);
        TensorPrimitives.Add(values[.._bins], _toVoiced.AsSpan(0, _bins), values[.._bins]);
        TensorPrimitives.Add(values[_bins..], _toUnvoiced.AsSpan(0, _bins), values[_bins..]);
    }

    /// <summary>The best value that reaches each bin, voiced and unvoiced.</summary>
    /// <param name="far">What comes from beyond the band.</param>
    private void SearchBand(double far)
    {
        ref var leavingVoiced = ref MemoryMarshal.GetArrayDataReference(_leavingVoiced);
        ref var leavingUnvoiced = ref MemoryMarshal.GetArrayDataReference(_leavingUnvoiced);
        for (var bin = 0; bin < _toVoiced.Length; bin += StatesAtOnce)
        {
            var none = Vector512.Create(double.NegativeInfinity);
            var (voicedLow, voicedHigh, unvoicedLow, unvoicedHigh) = (none, none, none, none);
            for (var d = 0; d < _step.Length; d++)
            {
                var step = Vector512.Create(_step[d]);
                voicedLow = Vector512.MaxNative(voicedLow, Vector512.LoadUnsafe(ref leavingVoiced, (nuint)(bin + d)) + step);
                voicedHigh = Vector512.MaxNative(voicedHigh, Vector512.LoadUnsafe(ref leavingVoiced, (nuint)(bin + d + 8)) + step);
                unvoicedLow = Vector512.MaxNative(unvoicedLow, Vector512.LoadUnsafe(ref leavingUnvoiced, (nuint)(bin + d)) + step);
                unvoicedHigh = Vector512.MaxNative(unvoicedHigh, Vector512.LoadUnsafe(ref leavingUnvoiced, (nuint)(bin + d + 8)) + step);
            }

            Join(bin, voicedLow, unvoicedLow, far);
            Join(bin + 8, voicedHigh, unvoicedHigh, far);
        }
    }

    private void Join(int bin, Vector512<double> voiced, Vector512<double> unvoiced, double far)
    {
        var (stay, change, least) = (Vector512.Create(Stay), Vector512.Create(Switch), Vector512.Create(far));
        Vector512.MaxNative(least, Vector512.MaxNative(voiced + stay, unvoiced + change)).CopyTo(_toVoiced, bin);
        Vector512.MaxNative(least, Vector512.MaxNative(voiced + change, unvoiced + stay)).CopyTo(_toUnvoiced, bin);
    }

    private int Predecessor(ReadOnlySpan<double> before, int state)
    {
        var (bin, voiced) = (state % _bins, state < _bins);
        var (best, from) = (double.NegativeInfinity, 0);
        for (var half = 0; half < 2; half++)
        {
            var crossing = voiced == (half == 0) ? Stay : Switch;
            for (var k = Math.Max(0, bin - _reach); k <= Math.Min(_bins - 1, bin + _reach); k++)
            {
                var value = before[(half * _bins) + k] - _rowScale[k] + _step[k - bin + _reach] + crossing;
                if (value > best)
                {
                    (best, from) = (value, (half * _bins) + k);
                }
            }
        }

        var likeliest = TensorPrimitives.IndexOfMax(before);
        return before[likeliest] + Never > best ? likeliest : from;
    }
}
