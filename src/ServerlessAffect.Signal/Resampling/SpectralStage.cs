using System.Numerics.Tensors;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Resampling;

/// <summary>Applies a <see cref="BandLimit"/> block by block through the spectrum (overlap-save). Blocks begin at fixed samples, whatever the caller's pieces are.</summary>
internal sealed class SpectralStage
{
    private readonly BandLimit _limit;
    private readonly RealFft<float> _forward;
    private readonly RealFft<float> _inverse;
    private readonly float[] _samples;
    private readonly float[] _re;
    private readonly float[] _im;
    private readonly float[] _output;
    private int _filled;

    public SpectralStage(BandLimit limit)
    {
        _limit = limit;
        _forward = new RealFft<float>(limit.Length);
        _inverse = limit.OutputLength == limit.Length ? _forward : new RealFft<float>(limit.OutputLength);
        _samples = new float[limit.Length];
        var bins = (Math.Max(limit.Length, limit.OutputLength) / 2) + 1;
        (_re, _im) = (new float[bins], new float[bins]);
        _output = new float[limit.OutputLength];

        // Zeros before the first sample.
        _filled = 2 * limit.Reach;
    }

    /// <summary>Output samples of a block.</summary>
    public int BlockLength => (_limit.Length - (2 * _limit.Reach)) * _limit.Up / _limit.Down;

    /// <summary>How many output samples come before time 0.</summary>
    public int Lead => _limit.Reach * _limit.Up / _limit.Down;

    /// <summary>Where the next samples go; empty when a block is full.</summary>
    public Span<float> Room => _samples.AsSpan(_filled);

    public bool IsFull => _filled == _samples.Length;

    public void Append(int count) => _filled += count;

    /// <summary>Fills the block with what follows the last sample: nothing.</summary>
    public void Pad()
    {
        Room.Clear();
        _filled = _samples.Length;
    }

    /// <summary>The samples of a full block, good until the next; makes room.</summary>
    /// <returns>[<see cref="BlockLength"/>].</returns>
    public ReadOnlySpan<float> Filter()
    {
        var (bins, outputBins) = ((_limit.Length / 2) + 1, (_limit.OutputLength / 2) + 1);
        _forward.Forward(_samples, _re.AsSpan(0, bins), _im.AsSpan(0, bins));
        var kept = _limit.Factors.Length;
        TensorPrimitives.Multiply(_re.AsSpan(0, kept), _limit.Factors, _re);
        TensorPrimitives.Multiply(_im.AsSpan(0, kept), _limit.Factors, _im);
        _re.AsSpan(kept).Clear();
        _im.AsSpan(kept).Clear();
        _inverse.Inverse(_re.AsSpan(0, outputBins), _im.AsSpan(0, outputBins), _output);

        var overlap = 2 * _limit.Reach;
        _samples.AsSpan(_samples.Length - overlap).CopyTo(_samples);
        _filled = overlap;
        return _output.AsSpan(Lead, BlockLength);
    }
}
