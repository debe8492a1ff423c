using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>What the spectrum of a frame looks like, in 22 numbers, 16 frames at once. For one caller at a time.</summary>
internal sealed class SpectralShape
{
    public const int Count = 22;
    private const int Lanes = FrameLanes.Count;
    private const float PowerFloor = 1e-12f;
    private const float BandFloor = 1e-8f;
    private const float AmplitudeFloor = 1e-7f;
    private static readonly float[] Shares = [0.25f, 0.5f, 0.75f, 0.9f];
    private readonly double _binHz;
    private readonly int _bins;
    private readonly float[] _log;
    private readonly SpectralFlux _flux;
    private readonly (int From, int To, float[] Weights)[] _slopes;

    public SpectralShape(FrameGrid grid, int bins)
    {
        (_binHz, _bins) = ((double)grid.SampleRate / grid.SpectrumFft, bins);
        _log = new float[bins * Lanes];
        _flux = new SpectralFlux(bins, _binHz);
        _slopes = [SlopeOver(0, bins), SlopeOver(0, BinAt(500)), SlopeOver(BinAt(500), BinAt(1500))];
    }

    /// <summary>[<see cref="Count"/>]. Frequencies in Hz, slopes per kHz, bands and ratios as natural logarithms of powers.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "centroid", "spread", "skewness", "kurtosis", "entropy", "rolloff25", "rolloff50", "rolloff75", "rolloff90", "flatness",
        "slope", "slope500", "slope1500", "band650", "band4k", "alpha", "hammarberg", "sharpness", "amplitudecentroid", "flux", "shapeflux", "melflux",
    ];

    /// <summary>The first frame of a window has nothing before it.</summary>
    public void Begin() => _flux.Begin();

    /// <param name="power">[bins, 16].</param>
    /// <param name="mel">[mels, 16].</param>
    /// <param name="logMel">[mels, 16].</param>
    public void Write(ReadOnlySpan<float> power, ReadOnlySpan<float> mel, ReadOnlySpan<float> logMel, ContourTable table, int first)
    {
        Span<Vector512<float>> values = stackalloc Vector512<float>[Count];
        var (total, centroid) = Sums(power, values);
        Moments(power, total, centroid, values);
        Rolloffs(power, total, values[5..]);
        for (var s = 0; s < _slopes.Length; s++)
        {
            values[10 + s] = Slope(_slopes[s]);
        }

        values[13] = LogBand(power, 250, 650);
        values[14] = LogBand(power, 1000, 4000);
        values[15] = LogBand(power, 50, 1000) - LogBand(power, 1000, 5000);
        values[16] = LogPeak(power, 0, 2000) - LogPeak(power, 2000, 5000);
        values[17] = Sharpness(mel);
        _flux.Compute(power, logMel, values[18..]);
        for (var i = 0; i < Count; i++)
        {
            FrameLanes.Store(values[i], table[ContourLayout.Shape + i], first);
        }
    }

    private static Vector512<float> At(ref float block, int row) => Vector512.LoadUnsafe(ref block, (nuint)(row * Lanes));

    private int BinAt(double hz) => Math.Min(_bins, (int)Math.Ceiling(hz / _binHz));

    private (int From, int To, float[] Weights) SlopeOver(int from, int to)
    {
        var (mean, squares) = ((from + to - 1) / 2.0 * _binHz, 0.0);
        for (var bin = from; bin < to; bin++)
        {
            squares += Math.Pow((bin * _binHz) - mean, 2);
        }

        var weights = new float[to - from];
        for (var bin = from; bin < to; bin++)
        {
            weights[bin - from] = (float)(((bin * _binHz) - mean) * 1000 / squares);
        }

        return (from, to, weights);
    }

    private (Vector512<float> Total, Vector512<float> Centroid) Sums(ReadOnlySpan<float> power, Span<Vector512<float>> values)
    {
        ref var p = ref MemoryMarshal.GetReference(power);
        ref var logs = ref MemoryMarshal.GetArrayDataReference(_log);
        var (total, weighted, logSum, entropy) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var bin = 0; bin < _bins; bin++)
        {
            var value = At(ref p, bin) + Vector512.Create(PowerFloor);
            var log = Vector512.Log(value);
            log.StoreUnsafe(ref logs, (nuint)(bin * Lanes));
            total += value;
            logSum += log;
            weighted = Vector512.FusedMultiplyAdd(value, Vector512.Create((float)(bin * _binHz)), weighted);
            entropy = Vector512.FusedMultiplyAdd(value, log, entropy);
        }

        var logTotal = Vector512.Log(total);
        values[0] = weighted / total;
        values[4] = logTotal - (entropy / total);
        values[9] = (logSum / _bins) - logTotal + Vector512.Create(MathF.Log(_bins));
        return (total, values[0]);
    }

    private void Moments(ReadOnlySpan<float> power, Vector512<float> total, Vector512<float> centroid, Span<Vector512<float>> values)
    {
        ref var p = ref MemoryMarshal.GetReference(power);
        var (second, third, fourth) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var bin = 0; bin < _bins; bin++)
        {
            // In kHz, so that fourth powers keep their digits.
            var distance = (Vector512.Create((float)(bin * _binHz)) - centroid) * 0.001f;
            var squared = distance * distance;
            var mass = (At(ref p, bin) + Vector512.Create(PowerFloor)) * squared;
            second += mass;
            third = Vector512.FusedMultiplyAdd(mass, distance, third);
            fourth = Vector512.FusedMultiplyAdd(mass, squared, fourth);
        }

        var variance = Vector512.Max(second / total, Vector512.Create(1e-9f));
        var spread = Vector512.Sqrt(variance);
        values[1] = spread * 1000;
        values[2] = third / total / (variance * spread);
        values[3] = Vector512.Log((fourth / total / (variance * variance)) + Vector512.Create(1e-6f));
    }

    private void Rolloffs(ReadOnlySpan<float> power, Vector512<float> total, Span<Vector512<float>> values)
    {
        ref var p = ref MemoryMarshal.GetReference(power);
        for (var s = 0; s < Shares.Length; s++)
        {
            var (below, sum, wanted) = (Vector512<float>.Zero, Vector512<float>.Zero, total * Shares[s]);
            for (var bin = 0; bin < _bins; bin++)
            {
                sum += At(ref p, bin);
                below += Vector512.ConditionalSelect(Vector512.LessThan(sum, wanted), Vector512<float>.One, Vector512<float>.Zero);
            }

            values[s] = below * (float)_binHz;
        }
    }

    private Vector512<float> Slope((int From, int To, float[] Weights) line)
    {
        ref var logs = ref MemoryMarshal.GetArrayDataReference(_log);
        var sum = Vector512<float>.Zero;
        for (var bin = line.From; bin < line.To; bin++)
        {
            sum = Vector512.FusedMultiplyAdd(At(ref logs, bin), Vector512.Create(line.Weights[bin - line.From]), sum);
        }

        return sum;
    }

    private Vector512<float> LogBand(ReadOnlySpan<float> power, double from, double to)
    {
        ref var p = ref MemoryMarshal.GetReference(power);
        var sum = Vector512.Create(BandFloor);
        for (var bin = BinAt(from); bin < BinAt(to); bin++)
        {
            sum += At(ref p, bin);
        }

        return Vector512.Log(sum);
    }

    private Vector512<float> LogPeak(ReadOnlySpan<float> power, double from, double to)
    {
        ref var p = ref MemoryMarshal.GetReference(power);
        var peak = Vector512<float>.Zero;
        for (var bin = BinAt(from); bin < BinAt(to); bin++)
        {
            peak = Vector512.Max(peak, At(ref p, bin));
        }

        return Vector512.Log(peak + Vector512.Create(BandFloor));
    }

    private static Vector512<float> Sharpness(ReadOnlySpan<float> mel)
    {
        ref var m = ref MemoryMarshal.GetReference(mel);
        var (sum, weighted) = (Vector512.Create(AmplitudeFloor), Vector512<float>.Zero);
        for (var band = 0; band < SpectralContours.Mels; band++)
        {
            var loudness = Vector512.Exp(Vector512.Log(At(ref m, band) + Vector512.Create(PowerFloor)) * 0.3f);
            sum += loudness;
            weighted = Vector512.FusedMultiplyAdd(loudness, Vector512.Create(band + 1f), weighted);
        }

        return weighted / sum;
    }
}
