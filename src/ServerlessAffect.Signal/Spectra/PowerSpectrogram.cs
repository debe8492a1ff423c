using System.Numerics;
using System.Numerics.Tensors;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Spectra;

/// <summary>|STFT|^2 in blocks of 16 frames with the bins apart, so that everything after it counts 16 frames at once.</summary>
/// <remarks>Allocates when made, never when called. One caller at a time.</remarks>
/// <typeparam name="T">What the transform counts in: float, or double as librosa does. Only what must see bins 80 dB below the loudest needs double.</typeparam>
public sealed class PowerSpectrogram<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Stft<T> _stft;
    private readonly int _stride;
    private readonly AlignedBuffer<float> _rows;
    private readonly AlignedBuffer<T> _frame;

    public PowerSpectrogram(StftOptions options)
    {
        _stft = new Stft<T>(options);
        _stride = (Bins + FrameLanes.Count - 1) / FrameLanes.Count * FrameLanes.Count;
        _rows = new(FrameLanes.Count * _stride);
        _frame = new(Bins);
    }

    /// <summary>NFft / 2 + 1.</summary>
    public int Bins => _stft.Bins;

    /// <summary>Length of what <see cref="Block"/> fills: [bins, 16] and some room after it.</summary>
    public int BlockLength => _stride * FrameLanes.Count;

    public int Frames(int samples) => _stft.Frames(samples);

    /// <param name="samples">The whole signal, mono.</param>
    /// <param name="firstFrame">From 0; frames past the last are zero.</param>
    /// <param name="block">[<see cref="BlockLength"/>]: the power of bin k in frame firstFrame + lane is at 16 k + lane.</param>
    public void Block(ReadOnlySpan<float> samples, int firstFrame, Span<float> block)
    {
        var frames = Math.Min(FrameLanes.Count, Frames(samples.Length) - firstFrame);
        for (var lane = 0; lane < FrameLanes.Count; lane++)
        {
            var row = _rows.Span.Slice(lane * _stride, Bins);
            if (lane >= frames)
            {
                row.Clear();
            }
            else if (typeof(T) == typeof(float))
            {
                _stft.PowerFrame(samples, firstFrame + lane, System.Runtime.InteropServices.MemoryMarshal.Cast<float, T>(row));
            }
            else
            {
                _stft.PowerFrame(samples, firstFrame + lane, _frame.Span);
                TensorPrimitives.ConvertTruncating<T, float>(_frame.Span, row);
            }
        }

        FrameLanes.Transpose(_rows.Span, _stride, block);
    }
}
