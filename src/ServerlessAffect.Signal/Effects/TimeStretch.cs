using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Transforms;
using ServerlessAffect.Signal.Windows;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Makes sound shorter or longer and leaves its pitch, by a phase vocoder; <c>librosa.effects.time_stretch</c>. Holds scratch memory: for one caller at a time.</summary>
/// <remarks>
/// Frame t of the result has the magnitudes that lie between the frames floor(t rate) and floor(t rate) + 1, and phases that advance as those of the two
/// frames do (M. Dolson, "The phase vocoder: a tutorial", 1986). librosa adds angles; here numbers of size 1 are multiplied, which is the same phase
/// without an arc tangent, a sine or a cosine, and is brought back to size 1 by a Newton step a frame. Double precision, as librosa's transforms: the
/// phases of nearly empty bins are the rounding's otherwise.
/// </remarks>
public sealed class TimeStretch
{
    private readonly double _rate;
    private readonly Framing _framing;
    private readonly RealFft<double> _fft;
    private readonly double[] _window;
    private readonly float[] _room;
    private readonly double[] _block;
    private readonly double[] _phaseRe;
    private readonly double[] _phaseIm;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly OverlapAdd _overlap;
    private VocoderFrame _before;
    private VocoderFrame _after;

    /// <param name="rate">Above 1 is shorter, below 1 longer; from 0.05 to 20.</param>
    /// <param name="nFft">Samples per frame, a power of two from 64; frames are a quarter of it apart. Default 2,048 (for 22,050 Hz).</param>
    public TimeStretch(double rate, int nFft = 2048)
    {
        if (!(rate >= 0.05 && rate <= 20))
        {
            throw new ArgumentException($"Expected a rate between 0.05 and 20, got {rate}.", nameof(rate));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(nFft, 64);
        if (!int.IsPow2(nFft))
        {
            throw new ArgumentException($"Expected a power of two, got {nFft}.", nameof(nFft));
        }

        _rate = rate;
        (_framing, _fft) = (new Framing(nFft, nFft / 4), new RealFft<double>(nFft));
        _window = CosineWindows.Hann(nFft);
        var room = VocoderFrame.Room(_fft.Bins);
        (_room, _block, _overlap) = (new float[nFft], new double[nFft], new OverlapAdd(_window));
        (_phaseRe, _phaseIm, _re, _im) = (new double[room], new double[room], new double[room], new double[room]);
        (_before, _after) = (new VocoderFrame(_fft.Bins), new VocoderFrame(_fft.Bins));
    }

    /// <summary>How many samples so many become: samples / rate, rounded.</summary>
    public int Length(int samples) => checked((int)Math.Round(samples / _rate));

    /// <param name="samples">[samples], mono.</param>
    /// <param name="stretched">[<see cref="Length"/>], written.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public void Apply(ReadOnlySpan<float> samples, Span<float> stretched)
    {
        if (stretched.Length != Length(samples.Length))
        {
            throw new ArgumentException($"Expected room for {Length(samples.Length)} samples, got {stretched.Length}.", nameof(stretched));
        }

        if (samples.IsEmpty)
        {
            return;
        }

        var analysed = _framing.Frames(samples.Length);
        var frames = Math.Min((int)Math.Ceiling(analysed / _rate), (stretched.Length + _framing.FrameLength + _framing.HopLength - 1) / _framing.HopLength);
        Analyse(samples, 0, analysed, _before);
        Analyse(samples, 1, analysed, _after);
        _before.Re.CopyTo(_phaseRe, 0);
        _before.Im.CopyTo(_phaseIm, 0);
        _overlap.Restart();
        var at = 0;
        for (var frame = 0; frame < frames; frame++)
        {
            var position = frame * _rate;
            for (; at < (int)position; at++)
            {
                (_before, _after) = (_after, _before);
                if (at + 2 >= (int)position)
                {
                    // Frames that are leapt over are not needed.
                    Analyse(samples, at + 2, analysed, _after);
                }
            }

            Advance(position - at);
            _fft.Inverse(_re.AsSpan(0, _fft.Bins), _im.AsSpan(0, _fft.Bins), _block);
            _overlap.Add(_block, stretched);
        }

        _overlap.Finish(stretched);
    }

    private void Analyse(ReadOnlySpan<float> samples, int frame, int frames, VocoderFrame spectrum)
    {
        if (frame >= frames)
        {
            spectrum.Clear();
            return;
        }

        _fft.Forward(_framing.Frame(samples, frame, _room), _window, spectrum.Re.AsSpan(0, _fft.Bins), spectrum.Im.AsSpan(0, _fft.Bins));
        spectrum.TakeApart();
    }

    /// <summary>Writes the spectrum at a fraction of the way between the two frames, and moves the phases on by their difference.</summary>
    private void Advance(double fraction)
    {
        ref var phaseRe = ref MemoryMarshal.GetArrayDataReference(_phaseRe);
        ref var phaseIm = ref MemoryMarshal.GetArrayDataReference(_phaseIm);
        ref var re = ref MemoryMarshal.GetArrayDataReference(_re);
        ref var im = ref MemoryMarshal.GetArrayDataReference(_im);
        ref var beforeRe = ref MemoryMarshal.GetArrayDataReference(_before.Re);
        ref var beforeIm = ref MemoryMarshal.GetArrayDataReference(_before.Im);
        ref var beforeSize = ref MemoryMarshal.GetArrayDataReference(_before.Magnitude);
        ref var afterRe = ref MemoryMarshal.GetArrayDataReference(_after.Re);
        ref var afterIm = ref MemoryMarshal.GetArrayDataReference(_after.Im);
        ref var afterSize = ref MemoryMarshal.GetArrayDataReference(_after.Magnitude);
        var (near, far) = (Vector512.Create(1 - fraction), Vector512.Create(fraction));
        for (nuint k = 0; k < (nuint)_re.Length; k += (nuint)Vector512<double>.Count)
        {
            var (x, y) = (Vector512.LoadUnsafe(ref phaseRe, k), Vector512.LoadUnsafe(ref phaseIm, k));
            var size = Vector512.FusedMultiplyAdd(near, Vector512.LoadUnsafe(ref beforeSize, k), far * Vector512.LoadUnsafe(ref afterSize, k));
            (size * x).StoreUnsafe(ref re, k);
            (size * y).StoreUnsafe(ref im, k);

            var (a, b) = (Vector512.LoadUnsafe(ref afterRe, k), Vector512.LoadUnsafe(ref afterIm, k));
            var (c, d) = (Vector512.LoadUnsafe(ref beforeRe, k), Vector512.LoadUnsafe(ref beforeIm, k));
            var turnRe = Vector512.FusedMultiplyAdd(a, c, b * d);
            var turnIm = Vector512.FusedMultiplyAdd(b, c, -(a * d));
            var nextRe = Vector512.FusedMultiplyAdd(x, turnRe, -(y * turnIm));
            var nextIm = Vector512.FusedMultiplyAdd(x, turnIm, y * turnRe);
            var correction = Vector512.FusedMultiplyAdd(Vector512.Create(-0.5), Vector512.FusedMultiplyAdd(nextRe, nextRe, nextIm * nextIm), Vector512.Create(1.5));
            (nextRe * correction).StoreUnsafe(ref phaseRe, k);
            (nextIm * correction).StoreUnsafe(ref phaseIm, k);
        }
    }
}
