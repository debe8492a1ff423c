using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>A spectrogram in blocks of 16 frames: [blocks, bins, 16], in pooled memory.</summary>
internal sealed class SpectrumBlocks : IDisposable
{
    private readonly float[] _values;
    private readonly int _blockLength;
    private bool _returned;

    private SpectrumBlocks(float[] values, int blockLength, int bins, int frames)
    {
        (_values, _blockLength, Bins, Frames) = (values, blockLength, bins, frames);
    }

    public int Bins { get; }

    public int Frames { get; }

    /// <summary>Frames / 16, rounded up; lanes past the last frame are zero.</summary>
    public int Count => (Frames + FrameLanes.Count - 1) / FrameLanes.Count;

    /// <summary>[bins, 16].</summary>
    public ReadOnlySpan<float> this[int block] => _values.AsSpan(block * _blockLength, Bins * FrameLanes.Count);

    /// <summary>|X|^2, counted in double as librosa does: some descriptors see what lies 80 dB below the loudest bin.</summary>
    public static SpectrumBlocks Power(ReadOnlySpan<float> samples, StftOptions options)
    {
        var spectrogram = new PowerSpectrogram<double>(options);
        var frames = spectrogram.Frames(samples.Length);
        var blocks = (frames + FrameLanes.Count - 1) / FrameLanes.Count;
        var values = ArrayPool<float>.Shared.Rent(blocks * spectrogram.BlockLength);
        for (var block = 0; block < blocks; block++)
        {
            spectrogram.Block(samples, block * FrameLanes.Count, values.AsSpan(block * spectrogram.BlockLength, spectrogram.BlockLength));
        }

        return new SpectrumBlocks(values, spectrogram.BlockLength, spectrogram.Bins, frames);
    }

    public SpectrumBlocks SquareRoots()
    {
        var length = Count * _blockLength;
        var roots = ArrayPool<float>.Shared.Rent(length);
        TensorPrimitives.Sqrt<float>(_values.AsSpan(0, length), roots);
        return new SpectrumBlocks(roots, _blockLength, Bins, Frames);
    }

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;
            ArrayPool<float>.Shared.Return(_values);
        }
    }

    /// <summary>[bins, frames], librosa's order.</summary>
    public float[] ToRows()
    {
        var rows = new float[Bins * Frames];
        for (var block = 0; block < Count; block++)
        {
            for (var bin = 0; bin < Bins; bin++)
            {
                FrameLanes.Store(Vector512.Create(this[block].Slice(bin * FrameLanes.Count, FrameLanes.Count)), rows.AsSpan(bin * Frames, Frames), block * FrameLanes.Count);
            }
        }

        return rows;
    }
}
