using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Descriptors;

namespace ServerlessAffect.Features.Tests.Audio;

/// <summary>What must hold of made-up sound, whatever librosa says.</summary>
public sealed class DescriptorInvariantTests
{
    private const int SampleRate = 22_050;
    private const double BinWidth = (double)SampleRate / AudioClip.FrameLength;

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(1000)]
    public void A_spectrum_of_one_bin_has_its_centroid_there_and_no_width(int bin)
    {
        var spectrum = OneBin(bin);
        Assert.Equal(bin * BinWidth, SpectralCentroid.Block(spectrum, BinWidth)[3], 1e-3);
        Assert.Equal(0, SpectralBandwidth.Block(spectrum, BinWidth)[3], 1e-3);
        Assert.Equal(bin, SpectralRolloff.Block(spectrum)[3]);
    }

    [Fact]
    public void A_level_spectrum_is_flat_and_centred_and_rolls_off_at_its_share()
    {
        var spectrum = new float[AudioClip.Bins * 16];
        spectrum.AsSpan().Fill(3);
        Assert.Equal(1, SpectralFlatness.Block(spectrum)[0], 1e-5);
        Assert.Equal(SampleRate / 4.0, SpectralCentroid.Block(spectrum, BinWidth)[0], 0.1);
        Assert.Equal(Math.Ceiling(0.85 * AudioClip.Bins) - 1, SpectralRolloff.Block(spectrum)[0]);
    }

    [Fact]
    public void Flatness_is_the_geometric_over_the_arithmetic_mean_whatever_the_range()
    {
        var random = new Random(5);
        var spectrum = new float[AudioClip.Bins * 16];
        foreach (ref var value in spectrum.AsSpan())
        {
            value = MathF.Pow(10, (random.NextSingle() * 20) - 14);
        }

        for (var lane = 0; lane < 16; lane++)
        {
            var powers = Enumerable.Range(0, AudioClip.Bins).Select(k => Math.Max(1e-10, spectrum[(16 * k) + lane])).ToArray();
            var expected = Math.Exp(powers.Average(Math.Log)) / powers.Average();
            Assert.Equal(expected, SpectralFlatness.Block(spectrum)[lane], 1e-4 * expected);
        }
    }

    [Fact]
    public void Scaling_the_sound_leaves_shapes_of_spectra_alone()
    {
        var sound = Sound(3, 2);
        var (quiet, loud) = (new AudioClip(sound, SampleRate), new AudioClip(Array.ConvertAll(sound, s => 4 * s), SampleRate));
        foreach (var name in new[] { "spectral_centroid", "spectral_bandwidth", "spectral_rolloff85", "chroma_stft", "tuning", "zcr", "spectral_contrast", "piptrack_best" })
        {
            AssertClose(Values(name, quiet), Values(name, loud), 1e-4, 2e-3, name);
        }

        AssertClose([.. Values("rms", quiet).Select(v => 4 * v)], Values("rms", loud), 1e-6, 0, "rms");
        AssertClose([.. Values("mel128", quiet).Select(v => 16 * v)], Values("mel128", loud), 1e-5, 0, "mel128");
    }

    [Theory]
    [InlineData(440, 9)]
    [InlineData(261.6256, 0)]
    [InlineData(329.6276, 4)]
    public void A_tone_is_strongest_in_its_pitch_class(double hz, int pitchClass)
    {
        var clip = new AudioClip(Tone(hz, 1), SampleRate);
        var chroma = Values("chroma_stft", clip);
        for (var frame = 4; frame < clip.Frames - 4; frame++)
        {
            Assert.Equal(1, chroma[(pitchClass * clip.Frames) + frame], 1e-6);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(-0.3)]
    public void Tuning_is_about_how_far_the_tones_are_off(double twelfths)
    {
        Assert.Equal(twelfths, Values("tuning", new AudioClip(Tone(440 * Math.Pow(2, twelfths / 12), 1), SampleRate))[0], 0.06);
    }

    [Fact]
    public void Alternating_samples_cross_zero_every_time_and_silence_never()
    {
        var clip = new AudioClip([.. Enumerable.Range(0, 8192).Select(n => n % 2 == 0 ? 0.5f : -0.5f)], SampleRate);
        Assert.Equal(2047 / 2048.0, Values("zcr", clip)[8], 1e-12);
        Assert.All(Values("zcr", new AudioClip(new float[5000], SampleRate)), rate => Assert.Equal(0, rate));
    }

    [Fact]
    public void Crossings_are_counted_as_one_would_by_hand_for_any_length()
    {
        foreach (var length in new[] { 1, 2, 63, 64, 65, 1000, 1025, 5000 })
        {
            var sound = Sound(length, length / (double)SampleRate);
            var rates = ZeroCrossingRate.Compute(sound);
            for (var frame = 0; frame < rates.Length; frame++)
            {
                var count = 0;
                for (var n = Math.Max(1, (frame * 512) - 1023); n < Math.Min(sound.Length, (frame * 512) + 1024); n++)
                {
                    count += sound[n] < -1e-10f != sound[n - 1] < -1e-10f ? 1 : 0;
                }

                Assert.Equal(count / 2048.0, rates[frame], 1e-12);
            }
        }
    }

    [Fact]
    public void The_delta_of_a_straight_line_is_its_slope_and_of_a_parabola_its_curve()
    {
        float[] line = [.. Enumerable.Range(0, 30).Select(t => 3f * t)];
        Assert.All(Delta.Compute(line, 1, 9, 1, repeatEdges: false), slope => Assert.Equal(3, slope, 1e-4));
        float[] parabola = [.. Enumerable.Range(0, 30).Select(t => 0.5f * t * t)];
        Assert.All(Delta.Compute(parabola, 1, 9, 2, repeatEdges: false), curve => Assert.Equal(1, curve, 1e-3));
        Assert.Equal(ErrorCodes.TooShort, Assert.Throws<AffectException>(() => Delta.Compute(new float[8], 1, 9, 1, repeatEdges: false)).Code);
        Assert.Equal(8, Delta.Compute(new float[8], 1, 9, 1, repeatEdges: true).Length);
    }

    [Fact]
    public void Every_descriptor_of_any_sound_is_finite_or_raised()
    {
        foreach (var sound in new[] { new float[1], [1e-30f, -1e-30f], new float[700], Sound(4, 1), Array.ConvertAll(Sound(5, 1), s => 1e12f * s), Array.ConvertAll(Sound(6, 1), s => 1e-20f * s) })
        {
            var features = AudioFeatureSets.Compute(AudioFeatureSets.Reference, sound, SampleRate, default);
            Assert.Equal(AudioDescriptors.Reference.Count, features.Arrays.Count + features.Raised.Count);
            foreach (var (name, array) in features.Arrays.Where(a => a.Key != "pyin_f0"))
            {
                Assert.True(array.Data is not float[] floats || floats.All(float.IsFinite), $"{name} of {sound.Length} samples");
                Assert.True(array.Data is not double[] doubles || doubles.All(double.IsFinite), $"{name} of {sound.Length} samples");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(40)]
    public void The_smallest_and_largest_values_of_a_band_are_found_in_every_frame(int count)
    {
        var random = new Random(count);
        var block = Enumerable.Range(0, 60 * 16).Select(_ => random.NextSingle()).ToArray();
        var (smallest, largest) = (Extremes.SumOfSmallest(block, 10, 55, count, 1), Extremes.SumOfSmallest(block, 10, 55, count, -1));
        for (var lane = 0; lane < 16; lane++)
        {
            var sorted = Enumerable.Range(10, 45).Select(bin => block[(bin * 16) + lane]).Order().ToArray();
            Assert.Equal(sorted[..count].Sum(), smallest[lane], 1e-4);
            Assert.Equal(-sorted[^count..].Sum(), largest[lane], 1e-4);
        }
    }

    [Theory]
    [InlineData(AudioFeatureSets.LowestSampleRate)]
    [InlineData(16_000)]
    [InlineData(44_100)]
    [InlineData(AudioFeatureSets.HighestSampleRate)]
    public void Every_rate_has_every_array_but_contrast_below_its_octaves(int sampleRate)
    {
        var features = AudioFeatureSets.Compute(AudioFeatureSets.Reference, [.. Sound(10, 3), .. Sound(11, 1)], sampleRate, default);
        Assert.All(features.Raised, r => Assert.True(sampleRate <= 12_800 || r.Code == ErrorCodes.TooShort, $"{r.Name}: {r.Sentence}"));
        Assert.True(features.Arrays.Count > 40);
    }

    [Fact]
    public void Contrast_needs_its_octaves()
    {
        var raised = AudioFeatureSets.Compute(AudioFeatureSets.Reference, Sound(7, 1), 8000, default).Raised;
        Assert.Equal(ErrorCodes.SampleRateTooLow, raised.Single(r => r.Name == "spectral_contrast").Code);
    }

    [Fact]
    public void The_seed_vector_is_2916_long_and_allocates_nothing_a_call()
    {
        var seed = new SeedVector(SampleRate);
        var recording = Sound(8, 4);
        var (start, end) = seed.Crop(recording.Length);
        Assert.Equal((13_230, 68_355), (start, end));
        var vector = new float[SeedVector.Length(end - start)];
        Assert.Equal(2916, vector.Length);
        seed.Compute(recording.AsSpan(start, end - start), vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        seed.Compute(recording.AsSpan(start, end - start), vector);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_schema_names_its_rate_and_its_arrays()
    {
        Assert.Equal(AudioFeatureSets.Schema(AudioFeatureSets.Vlog, SampleRate).Hash, AudioFeatureSets.Schema(AudioFeatureSets.Vlog, SampleRate).Hash);
        Assert.NotEqual(AudioFeatureSets.Schema(AudioFeatureSets.Vlog, SampleRate).Hash, AudioFeatureSets.Schema(AudioFeatureSets.Vlog, 16_000).Hash);
        Assert.Equal(AudioDescriptors.Reference.Count, AudioDescriptors.Reference.Select(d => d.Name).Distinct().Count());
    }

    [Fact]
    public void Samples_whose_squares_are_no_numbers_are_refused()
    {
        foreach (var amplitude in new[] { 1.1e12f, 1e30f, float.MaxValue, float.NaN, float.NegativeInfinity })
        {
            Assert.Equal(ErrorCodes.MalformedSound, Assert.Throws<AffectException>(() => AudioFeatureSets.Compute(AudioFeatureSets.Seed, [0, amplitude, 1], SampleRate, default)).Code);
        }
    }

    [Fact]
    public void Too_long_and_no_sound_are_refused()
    {
        Assert.Equal(ErrorCodes.NoSound, Assert.Throws<AffectException>(() => AudioFeatureSets.Compute(AudioFeatureSets.Vlog, [], SampleRate, default)).Code);
        Assert.Equal(ErrorCodes.TooLong, Assert.Throws<AffectException>(() => AudioFeatureSets.Compute(AudioFeatureSets.Vlog, new float[(600 * 8000) + 1], 8000, default)).Code);
        Assert.Equal(ErrorCodes.UnknownFeatureSet, Assert.Throws<AffectException>(() => AudioFeatureSets.Compute("none", [0f], SampleRate, default)).Code);
    }

    private static float[] OneBin(int bin)
    {
        var spectrum = new float[AudioClip.Bins * 16];
        spectrum.AsSpan(bin * 16, 16).Fill(2);
        return spectrum;
    }

    private static float[] Tone(double hz, double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(n => (float)(0.4 * Math.Sin(2 * Math.PI * hz * n / SampleRate)))];

    private static float[] Sound(int seed, double seconds)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)Math.Round(seconds * SampleRate)).Select(n => (float)((0.3 * Math.Sin(n * 0.05)) + (0.1 * ((2 * random.NextDouble()) - 1))))];
    }

    private static double[] Values(string name, AudioClip clip) => AudioDescriptors.Find(name).Compute(clip).Data switch
    {
        float[] values => Array.ConvertAll(values, v => (double)v),
        double[] values => values,
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    private static void AssertClose(double[] expected, double[] actual, double relative, double absolute, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.True(Math.Abs(expected[i] - actual[i]) <= absolute + (relative * Math.Abs(expected[i])), $"{name} {i}: {actual[i]}, expected {expected[i]}"));
    }
}
