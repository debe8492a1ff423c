using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Functionals;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Audio.Functionals;

public sealed class FunctionalsExtractorTests
{
    private static readonly FunctionalsExtractor Extractor = Create(8_000);

    public static TheoryData<string, float[]> OddWindows => new()
    {
        { "nothing", [] },
        { "one sample", [0.5f] },
        { "10 ms", Sounds.Voice(0.01, _ => 200) },
        { "silence", new float[16_000] },
        { "full scale, clipped", Sounds.Voice(1, _ => 120, 50).Select(v => Math.Clamp(v, -1, 1)).ToArray() },
        { "not numbers", [.. Enumerable.Repeat(float.NaN, 4_000), .. Enumerable.Repeat(float.PositiveInfinity, 4_000)] },
        { "the largest floats", [.. Enumerable.Range(0, 8_000).Select(n => n % 3 == 0 ? float.MaxValue : float.MinValue)] },
        { "one click", [.. Enumerable.Range(0, 8_000).Select(n => n == 4_000 ? 1f : 0)] },
        { "a constant", [.. Enumerable.Repeat(0.25f, 8_000)] },
        { "15 s", Sounds.Voice(15, t => 150 + (50 * Math.Sin(t))) },
    };

    [Theory]
    [MemberData(nameof(OddWindows))]
    public void Every_value_is_finite_whatever_the_window(string what, float[] samples)
    {
        var row = Row(samples);
        Assert.True(Array.TrueForAll(row, float.IsFinite), what);
    }

    [Fact]
    public void Every_value_is_finite_for_random_windows()
    {
        var samples = Gen.Choose(0, 6_000).SelectMany(n => Gen.Choose(-40_000, 40_000).Select(v => v / 32_768f).ArrayOf(n));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(20)), Prop.ForAll(samples.ToArbitrary(), s => Array.TrueForAll(Row(s), float.IsFinite)));
    }

    [Fact]
    public void Columns_have_names_of_their_own()
    {
        Assert.Equal(Extractor.Columns, FunctionalsCatalogue.Columns.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Extractor.Columns, Extractor.Schema.Axes[1].Size);
        Assert.True(Extractor.Columns < 6_373);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(200)]
    [InlineData(430)]
    public void F0_is_counted_in_semitones_above_55_Hz(double f0)
    {
        var row = Row(Sounds.Voice(1, _ => f0));
        Assert.Equal(12 * Math.Log2(f0 / 55), Value(row, "f0_p50"), 0.1);
        Assert.InRange(Value(row, "timing_voiced_share"), 0.9, 1);
        Assert.InRange(Value(row, "hnr_voiced_p50"), 15, 40);
    }

    [Fact]
    public void A_rising_voice_has_a_rising_line()
    {
        var row = Row(Sounds.Voice(1, t => 150 * Math.Pow(2, t)));
        Assert.Equal(6, Value(row, "f0_slope"), 0.5);
        Assert.InRange(Value(row, "f0_rising"), 0.9, 1);
        Assert.InRange(Value(row, "f0_posmax"), 0.9, 1);
    }

    [Fact]
    public void Silent_ends_are_left_out()
    {
        var sound = Sounds.Voice(1, t => 180 + (40 * Math.Sin(6 * t)));
        var (near, far) = (Row(Sounds.Between(sound, 0.2)), Row(Sounds.Between(sound, 0.7)));
        Assert.Equal(1.1, Value(far, "timing_duration"), 0.04);
        for (var c = 0; c < near.Length; c++)
        {
            Assert.True(Math.Abs(near[c] - far[c]) <= 1e-3 * (1 + Math.Abs(near[c])), $"{FunctionalsCatalogue.Columns[c]}: {near[c]} and {far[c]}");
        }
    }

    [Fact]
    public void Twice_as_loud_moves_the_levels_by_6_dB_and_leaves_pitch_and_ratios_alone()
    {
        var sound = Sounds.Voice(1, t => 180 + (40 * Math.Sin(6 * t)));
        var (quiet, loud) = (Row(sound), Row(Array.ConvertAll(sound, v => 2 * v)));
        Assert.Equal(Value(quiet, "energy_mean") + 6.02, Value(loud, "energy_mean"), 0.02);
        Assert.Equal(Value(quiet, "mel5_p50") + (2 * Math.Log(2)), Value(loud, "mel5_p50"), 0.02);
        Assert.All(["f0_mean", "f0_sd", "jitter_p50", "shimmer_p50", "hnr_mean", "h1h2_mean", "peak1_mean"], name => Assert.Equal(Value(quiet, name), Value(loud, name), 0.02 + (1e-3 * Math.Abs(Value(quiet, name)))));
    }

    [Fact]
    public void With_relative_levels_loudness_says_nothing()
    {
        var relative = FunctionalsExtractor.Create(FunctionalsExtractor.SchemaOf("x", new FunctionalsParameters { RelativeLevel = true }));
        var sound = Sounds.Voice(1, t => 180 + (40 * Math.Sin(6 * t)));
        var (quiet, loud) = (new float[relative.Columns], new float[relative.Columns]);
        relative.Extract(Array.ConvertAll(sound, v => v / 16), quiet);
        relative.Extract(sound, loud);
        for (var c = 0; c < loud.Length; c++)
        {
            Assert.True(Math.Abs(quiet[c] - loud[c]) <= 1e-3 * (1 + Math.Abs(loud[c])), $"{FunctionalsCatalogue.Columns[c]}: {quiet[c]} and {loud[c]}");
        }
    }

    [Fact]
    public void An_uneven_voice_has_more_jitter_and_shimmer_and_less_harmony()
    {
        var uneven = Sounds.Voice(1, t => 150 * (1 + (0.04 * Math.Sin(2 * Math.PI * 47 * t))));
        var (even, odd) = (Row(Sounds.Voice(1, _ => 150)), Row(uneven));
        Assert.True(Value(odd, "jitter_mean") > Value(even, "jitter_mean") + 0.5);
        Assert.True(Value(odd, "hnr_mean") < Value(even, "hnr_mean"));
    }

    [Fact]
    public void Envelope_peaks_are_where_a_resonance_is()
    {
        var resonant = Resonator(Resonator(Sounds.Voice(1, _ => 110), 700), 1_800);
        var row = Row(resonant);
        Assert.InRange(Value(row, "peak1_p50"), 620, 780);
        Assert.InRange(Value(row, "peak2_p50"), 1_700, 1_900);
    }

    [Fact]
    public void Nothing_above_the_limit_is_looked_at()
    {
        var limited = Create(6_800);
        var sound = Sounds.Voice(1, t => 180 + (40 * Math.Sin(6 * t)));
        var whistle = sound.Select((v, n) => v + (0.01f * MathF.Sin(2 * MathF.PI * 7_700 * n / Sounds.SampleRate))).ToArray();
        var (without, with) = (new float[limited.Columns], new float[limited.Columns]);
        limited.Extract(sound, without);
        limited.Extract(whistle, with);
        foreach (var name in (string[])["mel26_mean", "energy_mean", "rolloff90_mean", "slope_mean", "flatness_mean", "mfcc3_sd", "f0_mean", "hnr_mean"])
        {
            Assert.Equal(Value(without, name), Value(with, name), 0.01 * (1 + Math.Abs(Value(without, name))));
        }

        Assert.True(Math.Abs(Value(Row(sound), "mel26_mean") - Value(Row(whistle), "mel26_mean")) > 1);
    }

    [Fact]
    public void The_same_window_gives_the_same_bits_on_every_thread()
    {
        var sound = Sounds.Voice(0.7, t => 180 + (40 * Math.Sin(6 * t)));
        var expected = Row(sound);
        Parallel.For(0, 8, i => Assert.Equal(expected, Row(i % 2 == 0 ? sound : [.. sound])));
        Row(Sounds.Voice(2, _ => 300));
        Assert.Equal(expected, Row(sound));
    }

    [Fact]
    public void A_window_like_the_one_before_allocates_next_to_nothing()
    {
        var (sound, row) = (Sounds.Voice(3, _ => 150), new float[Extractor.Columns]);
        Extractor.Extract(sound, row);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 4; i++)
        {
            Extractor.Extract(sound, row);
        }

        // The bag of idle workspaces may take a node.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 4, 0, 1_000);
    }

    [Fact]
    public void A_row_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => Extractor.Extract(new float[100], new float[10]));

    [Theory]
    [InlineData("""{ "kind": "speech-functionals", "sampleRate": 4000 }""")]
    [InlineData("""{ "kind": "speech-functionals", "fMax": 9000 }""")]
    [InlineData("""{ "kind": "speech-functionals", "fMax": 100 }""")]
    [InlineData("""{ "kind": "speech-functionals", "frames": 3 }""")]
    public void Parameters_that_cannot_be_are_refused(string parameters)
    {
        var failure = Assert.Throws<AffectException>(() => AudioExtractors.Create("x", JsonNode.Parse(parameters)!.AsObject()));
        Assert.Equal(ErrorCodes.InvalidRecipe, failure.Code);
    }

    [Fact]
    public void The_kind_is_in_the_catalogue_and_its_schema_makes_it_again()
    {
        var made = AudioExtractors.Create("x", JsonNode.Parse("""{ "kind": "speech-functionals", "fMax": 6800 }""")!.AsObject());
        Assert.Equal(made.Schema.Hash, AudioExtractors.Create(made.Schema).Schema.Hash);
        Assert.NotEqual(made.Schema.Hash, Extractor.Schema.Hash);
    }

    private static FunctionalsExtractor Create(double fMax) => FunctionalsExtractor.Create(FunctionalsExtractor.SchemaOf("x", new FunctionalsParameters { FMax = fMax }));

    private static float[] Row(float[] samples)
    {
        var row = new float[Extractor.Columns];
        Array.Fill(row, float.NaN);
        Extractor.Extract(samples, row);
        return row;
    }

    private static double Value(float[] row, string column) => row[FunctionalsCatalogue.Columns.Index().Single(c => c.Item == column).Index];

    // Two poles, 80 Hz wide.
    private static float[] Resonator(float[] samples, double hz)
    {
        var r = Math.Exp(-Math.PI * 80 / Sounds.SampleRate);
        var (a1, a2) = (-2 * r * Math.Cos(2 * Math.PI * hz / Sounds.SampleRate), r * r);
        var (y1, y2) = (0.0, 0.0);
        return Array.ConvertAll(samples, x =>
        {
            (y1, y2) = ((0.1 * x) - (a1 * y1) - (a2 * y2), y1);
            return (float)y1;
        });
    }
}
