using System.Numerics;
using ServerlessAffect.Signal.Transforms;
using ServerlessAffect.Signal.Windows;

namespace ServerlessAffect.Signal.Spectra;

/// <summary>Short-time Fourier transform; librosa.stft, but frame after frame: [frames, bins] where librosa has [bins, frames].</summary>
/// <remarks>Allocates when made, never when called. One caller at a time.</remarks>
/// <typeparam name="T">What it counts in: float, or double as librosa does.</typeparam>
public sealed class Stft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Framing _framing;
    private readonly RealFft<T> _fft;
    private readonly AlignedBuffer<T> _window;
    private readonly AlignedBuffer<float> _room;

    /// <exception cref="ArgumentException">A window longer than the transform, or a length or hop below its least.</exception>
    public Stft(StftOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.NFft, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HopLength, 1);
        _framing = new Framing(options.NFft, options.HopLength, options.Center, options.Padding);
        _fft = new RealFft<T>(options.NFft);
        (_window, _room) = (new(options.NFft), new(options.NFft));
        var window = options.Window ?? CosineWindows.Hann(options.NFft);
        if (window.Count > options.NFft)
        {
            throw new ArgumentException($"The window has {window.Count} values; expected at most the {options.NFft} of the transform.", nameof(options));
        }

        for (var i = 0; i < window.Count; i++)
        {
            _window.Span[((options.NFft - window.Count) / 2) + i] = T.CreateChecked(window[i]);
        }
    }

    /// <summary>NFft / 2 + 1.</summary>
    public int Bins => _fft.Bins;

    public int Frames(int samples) => _framing.Frames(samples);

    /// <summary>The complex spectra of all frames.</summary>
    /// <param name="samples">Mono.</param>
    /// <param name="re">[frames, bins].</param>
    /// <param name="im">[frames, bins].</param>
    public void Transform(ReadOnlySpan<float> samples, Span<T> re, Span<T> im)
    {
        var frames = Frames(samples.Length);
        for (var frame = 0; frame < frames; frame++)
        {
            Frame(samples, frame, re.Slice(frame * Bins, Bins), im.Slice(frame * Bins, Bins));
        }
    }

    /// <summary>The complex spectrum of one frame.</summary>
    /// <param name="samples">The whole signal, mono.</param>
    /// <param name="frame">From 0 to below <see cref="Frames"/>.</param>
    /// <param name="re">[bins].</param>
    /// <param name="im">[bins].</param>
    public void Frame(ReadOnlySpan<float> samples, int frame, Span<T> re, Span<T> im) =>
        _fft.Forward(_framing.Frame(samples, frame, _room.Span), _window.Span, re, im);

    /// <summary>|X|^2 of all frames.</summary>
    /// <param name="samples">Mono.</param>
    /// <param name="power">[frames, bins].</param>
    public void Power(ReadOnlySpan<float> samples, Span<T> power)
    {
        var frames = Frames(samples.Length);
        for (var frame = 0; frame < frames; frame++)
        {
            PowerFrame(samples, frame, power.Slice(frame * Bins, Bins));
        }
    }

    /// <summary>|X|^2 of one frame.</summary>
    /// <param name="samples">The whole signal, mono.</param>
    /// <param name="frame">From 0 to below <see cref="Frames"/>.</param>
    /// <param name="power">[bins].</param>
    public void PowerFrame(ReadOnlySpan<float> samples, int frame, Span<T> power) =>
        _fft.Power(_framing.Frame(samples, frame, _room.Span), _window.Span, power);
}
