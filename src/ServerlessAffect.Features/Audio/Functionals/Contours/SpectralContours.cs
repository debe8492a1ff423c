using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;
using ServerlessAffect.Signal.Windows;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>The descriptors that come from the 25 ms spectrum, 16 frames at once: mel bands, cepstrum, energy and loudness, shape, spectral peaks. For one caller at a time.</summary>
/// <remarks>Power is scaled so that a full-scale sine has 1 at its bin; floors stand near the noise of 16-bit sound.</remarks>
internal sealed class SpectralContours
{
    public const int Mels = 26;
    public const int Cepstra = 16;
    private const float MelFloor = 1e-8f;
    private const float EnergyFloor = 1e-9f;
    private const float LoudnessFloor = 1e-3f;
    private const float LoudnessExponent = 0.3f;
    private const double LowestMelHz = 20;
    private readonly PowerSpectrogram<float> _spectrogram;
    private readonly MelFilterBank _bank;
    private readonly SpectralShape _shape;
    private readonly EnvelopePeaks _peaks;
    private readonly float[] _block;
    private readonly float[] _mel;
    private readonly float[] _logMel;
    private readonly float[] _dct;
    private readonly float _scale;
    private readonly int _bins;

    public SpectralContours(FrameGrid grid)
    {
        var window = CosineWindows.Hann(grid.SpectrumLength + 2, periodic: false).AsSpan(1, grid.SpectrumLength).ToArray();
        _spectrogram = new PowerSpectrogram<float>(new StftOptions { NFft = grid.SpectrumFft, HopLength = grid.Hop, Window = window });
        _bank = new MelFilterBank(
            grid.SampleRate, grid.SpectrumFft, new MelOptions { NMels = Mels, FMin = LowestMelHz, FMax = grid.FMax, Scale = MelScale.Htk, EqualArea = false });
        _bins = grid.BinsBelow(grid.SpectrumFft);
        (_shape, _peaks) = (new SpectralShape(grid, _bins), new EnvelopePeaks(grid, _bins));
        (_block, _mel, _logMel) = (new float[_spectrogram.BlockLength], new float[Mels * FrameLanes.Count], new float[Mels * FrameLanes.Count]);
        _scale = (float)(4 / Math.Pow(TensorPrimitives.Sum<double>(window), 2));
        _dct = new float[Cepstra * Mels];
        for (var c = 0; c < Cepstra; c++)
        {
            for (var m = 0; m < Mels; m++)
            {
                _dct[(c * Mels) + m] = (float)(Math.Sqrt(2.0 / Mels) * Math.Cos(Math.PI * (c + 1) * (m + 0.5) / Mels));
            }
        }
    }

    /// <param name="samples">[samples].</param>
    /// <param name="f0">[frames]; envelope peaks are sought where it is above 0.</param>
    public void Compute(ReadOnlySpan<float> samples, ReadOnlySpan<float> f0, ContourTable table)
    {
        _shape.Begin();
        for (var first = 0; first < table.Frames; first += FrameLanes.Count)
        {
            _spectrogram.Block(samples, first, _block);
            var power = _block.AsSpan(0, _bins * FrameLanes.Count);
            TensorPrimitives.Multiply(power, _scale, power);
            _block.AsSpan(power.Length).Clear();
            MelBlock(table, first);
            _shape.Write(power, _mel, _logMel, table, first);
            _peaks.Write(power, f0, table, first);
        }
    }

    private void MelBlock(ContourTable table, int first)
    {
        _bank.Apply(_block, FrameLanes.Count, _mel);
        ref var mel = ref MemoryMarshal.GetArrayDataReference(_mel);
        ref var logMel = ref MemoryMarshal.GetArrayDataReference(_logMel);
        var loudness = Vector512<float>.Zero;
        for (var m = 0; m < Mels; m++)
        {
            var log = Vector512.Log(Vector512.LoadUnsafe(ref mel, (nuint)(m * FrameLanes.Count)) + Vector512.Create(MelFloor));
            log.StoreUnsafe(ref logMel, (nuint)(m * FrameLanes.Count));
            FrameLanes.Store(log, table[ContourLayout.Mel + m], first);
            loudness += Vector512.Exp(log * LoudnessExponent);
        }

        FrameLanes.Store(Vector512.Log(loudness + Vector512.Create(LoudnessFloor)), table[ContourLayout.Loudness], first);
        var energy = Vector512<float>.Zero;
        ref var power = ref MemoryMarshal.GetArrayDataReference(_block);
        for (var bin = 0; bin < _bins; bin++)
        {
            energy += Vector512.LoadUnsafe(ref power, (nuint)(bin * FrameLanes.Count));
        }

        FrameLanes.Store(Vector512.Log(energy + Vector512.Create(EnergyFloor)) * ContourLayout.DecibelsPerNeper, table[ContourLayout.Energy], first);
        for (var c = 0; c < Cepstra; c++)
        {
            var sum = Vector512<float>.Zero;
            for (var m = 0; m < Mels; m++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref logMel, (nuint)(m * FrameLanes.Count)), Vector512.Create(_dct[(c * Mels) + m]), sum);
            }

            FrameLanes.Store(sum, table[ContourLayout.Mfcc + c], first);
        }
    }
}
