using System.Globalization;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Descriptors;
using ServerlessAffect.Features.Audio.Functionals;
using ServerlessAffect.Signal.Effects;
using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Pitch;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Bench.Audio;

/// <summary>Audio kernels on one thread: multiples of real time at 22,050 Hz, and what share of the machine's fused multiply-adds of the same minute that is.</summary>
/// <remarks>Lines take turns, each beside the ceiling, and medians over rounds are printed: on a shared machine a single measurement says little.</remarks>
internal static class AudioBench
{
    private const int Rounds = 31;
    private const double ClipSeconds = 10;
    private const double Bins = 1025;

    // 2.5 N log2 N, as transforms of real values are usually counted; the window besides.
    private const double Transform = (2.5 * 2048 * 11) + 2048;
    private const double Power = 3 * Bins;
    private const double Mel = 4 * Bins;
    private const double Cosines = 2 * 20 * 128;

    // Of 10 ms frames: a transform of 1,024 values and two (three where voiced) of 4,096; statistics not counted.
    private const double FunctionalTransforms = 512 / 220.0 * 2.5 * ((1024 * 10) + (2.5 * 4096 * 12));
    private const double SeedRow = (1.5 * Transform) + Power + Mel + Cosines;
    private const double FourRows = (4 * SeedRow) + (2 * Transform);
    private const double NoiseDeviation = 0.01;

    public static int Run(string[] args)
    {
        var lines = Lines().Where(l => args.Length == 0 || args.Any(a => l.Name.Contains(a, StringComparison.OrdinalIgnoreCase))).ToArray();
        var speeds = lines.Select(_ => new List<double>()).ToArray();
        var shares = lines.Select(_ => new List<double>()).ToArray();
        var rates = new List<double>();
        foreach (var line in lines)
        {
            // Until the runtime has compiled it for good.
            for (var i = 0; i < 20; i++)
            {
                line.Measure();
            }
        }

        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < lines.Length; i++)
            {
                var rate = FusedRate.Measure();
                var speed = lines[i].Measure();
                rates.Add(rate);
                speeds[i].Add(speed);
                shares[i].Add(100 * lines[i].Share(speed, rate));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fused multiply-adds, one thread: {Median(rates) / 1e9:0} GFLOP/s (median of {rates.Count})"));
        Console.WriteLine("                                      x real time        best   % of ceiling  librosa recorded   ratio");
        for (var i = 0; i < lines.Length; i++)
        {
            var speed = Median(speeds[i]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{lines[i].Name,-36} {speed,12:0} {speeds[i].Max(),11:0} {Median(shares[i]),14:0.0} {lines[i].Recorded,17:0} {(lines[i].Recorded is { } recorded ? speed / recorded : null),7:0.0}"));
        }

        Console.WriteLine("librosa: 0.11 on such a machine, one thread, as recorded in the project's third issue; not measured in this run.");
        return 0;
    }

    private static Action Functionals(float[] samples)
    {
        var extractor = FunctionalsExtractor.Create(FunctionalsExtractor.SchemaOf("bench", new FunctionalsParameters { SampleRate = MadeUpSpeech.SampleRate }));
        var row = new float[extractor.Columns];
        return () => extractor.Extract(samples, row);
    }

    private static IEnumerable<AudioLine> Lines()
    {
        var samples = MadeUpSpeech.Make(ClipSeconds);
        foreach (var line in Spectra<float>(samples, "float").Concat(Spectra<double>(samples, "double")))
        {
            yield return line;
        }

        yield return new("speech functionals", ClipSeconds, FunctionalTransforms, null, Functionals(samples));
        yield return new("chroma", ClipSeconds, Transform + Power + (2 * 12 * Bins), 790, () => Describe("chroma_stft", samples));
        yield return new("contrast", ClipSeconds, Transform + Power, 1910, () => Describe("spectral_contrast", samples));
        yield return new("centroid", ClipSeconds, Transform + Power + (3 * Bins), null, () => Describe("spectral_centroid", samples));
        yield return new("bandwidth", ClipSeconds, Transform + Power + (7 * Bins), null, () => Describe("spectral_bandwidth", samples));
        yield return new("roll-off", ClipSeconds, Transform + Power + (2 * Bins), null, () => Describe("spectral_rolloff85", samples));
        yield return new("flatness", ClipSeconds, Transform + Power + (2 * Bins), null, () => Describe("spectral_flatness", samples));
        yield return new("zero crossings", ClipSeconds, 2048, null, () => Describe("zcr", samples));
        yield return new("rms", ClipSeconds, 4096, null, () => Describe("rms", samples));
        yield return new("vlog vector", ClipSeconds, Transform + Power + Mel + Cosines + (38 * Bins), null, () => Describe("vlog_vector", samples));

        var pitch = new PitchOptions();
        var (yin, f0) = (new Yin(pitch), new float[pitch.Frames(samples.Length)]);
        yield return new("YIN", ClipSeconds, 3 * Transform, 590, () => yin.Estimate(samples, f0));
        var (pyin, voiced, probability) = (new PYin(pitch), new bool[f0.Length], new float[f0.Length]);
        yield return new("pYIN", ClipSeconds, 3 * Transform, null, () => pyin.Estimate(samples, f0, voiced, probability));

        var seed = new SeedVector(MadeUpSpeech.SampleRate);
        var recording = MadeUpSpeech.Make(3.1);
        var (start, end) = seed.Crop(recording.Length);
        var vector = new float[SeedVector.Length(end - start)];
        yield return new("seed vector, 2,916 values", (end - start) / (double)MadeUpSpeech.SampleRate, SeedRow, 770, () => seed.Compute(recording.AsSpan(start, end - start), vector));

        // Each alteration once, where the study shifted the pitch twice to the same samples.
        var (crop, noisy, shifted, both) = (recording[start..end], new float[end - start], new float[end - start], new float[end - start]);
        var shift = new PitchShift(0.7);
        yield return new("seed's four rows", (end - start) / (double)MadeUpSpeech.SampleRate, FourRows, 81, () =>
        {
            WhiteNoise.Add(crop, noisy, NoiseDeviation, seed: 1);
            shift.Apply(crop, shifted);
            WhiteNoise.Add(shifted, both, NoiseDeviation, seed: 2);
            seed.Compute(crop, vector);
            seed.Compute(noisy, vector);
            seed.Compute(shifted, vector);
            seed.Compute(both, vector);
        });
        yield return new("pitch shift", (end - start) / (double)MadeUpSpeech.SampleRate, 2 * Transform, null, () => shift.Apply(crop, shifted));
        yield return new("white noise", (end - start) / (double)MadeUpSpeech.SampleRate, 512, null, () => WhiteNoise.Add(crop, noisy, NoiseDeviation, seed: 1));
    }

    private static IEnumerable<AudioLine> Spectra<T>(float[] samples, string type)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var stft = new Stft<T>(new StftOptions());
        var frames = stft.Frames(samples.Length);
        var (re, im) = (new T[frames * stft.Bins], new T[frames * stft.Bins]);
        yield return new($"STFT, complex, {type}", ClipSeconds, Transform, 2370, () => stft.Transform(samples, re, im));

        var power = new PowerSpectrogram<T>(new StftOptions());
        var block = new float[power.BlockLength];
        yield return new($"power spectrum, {type}", ClipSeconds, Transform + Power, null, () =>
        {
            for (var first = 0; first < frames; first += FrameLanes.Count)
            {
                power.Block(samples, first, block);
            }
        });

        var mel = new MelSpectrogram<T>(MadeUpSpeech.SampleRate, new StftOptions(), new MelOptions());
        var bands = new float[mel.NMels * frames];
        yield return new($"mel-128, {type}", ClipSeconds, Transform + Power + Mel, 2120, () => mel.Compute(samples, bands));

        var mfcc = new Mfcc<T>(MadeUpSpeech.SampleRate);
        var coefficients = new float[mfcc.NMfcc * frames];
        yield return new($"MFCC-20, {type}", ClipSeconds, Transform + Power + Mel + Cosines, 2020, () => mfcc.Compute(samples, coefficients));
    }

    private static void Describe(string name, float[] samples)
    {
        using var clip = new AudioClip(samples, MadeUpSpeech.SampleRate);
        AudioDescriptors.Find(name).Compute(clip);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
