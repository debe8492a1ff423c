using ServerlessAffect.Features.Audio.Functionals.Contours;
using ServerlessAffect.Features.Audio.Functionals.Statistics;

namespace ServerlessAffect.Features.Tests.Audio.Functionals;

public sealed class StatisticsTests
{
    [Fact]
    public void Levels_are_numpys()
    {
        // numpy.percentile, scipy.stats.skew and kurtosis (fisher=False) of these values.
        float[] values = [3, 1, 4, 1, 5, 9, 2, 6];
        var statistics = new float[LevelStatistics.Names.Count];

        LevelStatistics.Compute(values, new float[8], statistics);

        Expect(statistics, LevelStatistics.Names, ("mean", 3.875), ("sd", 2.5708), ("skew", 0.6683), ("kurt", 2.4651), ("p5", 1), ("p25", 1.75), ("p50", 3.5), ("p75", 5.25), ("p95", 7.95), ("iqr", 3.5), ("range", 6.95));
    }

    [Fact]
    public void No_values_are_zeros()
    {
        var statistics = new float[LevelStatistics.Names.Count];
        Array.Fill(statistics, float.NaN);
        LevelStatistics.Compute([], [], statistics);
        Assert.All(statistics, v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_line_is_a_slope_and_nothing_else()
    {
        var statistics = Shape([.. Enumerable.Range(0, 101).Select(i => 2f + (0.1f * i))]);
        Expect(statistics, ShapeStatistics.Names, ("slope", 5), ("linerr", 0), ("quad", 0), ("quaderr", 0), ("rising", 1), ("risestep", 0.1), ("fallstep", 0), ("peakrate", 0), ("posmax", 0.990), ("posmin", 0));
        Expect(statistics, ShapeStatistics.Names, ("up50", 0.495), ("centre", 0.663));
    }

    [Fact]
    public void A_parabola_is_one_and_a_wave_has_its_peaks()
    {
        Expect(Shape([.. Enumerable.Range(0, 101).Select(i => (float)Math.Pow((i - 50) / 50.0, 2))]), ShapeStatistics.Names, ("slope", 0), ("quad", 1), ("quaderr", 0));

        var wave = Shape([.. Enumerable.Range(0, 200).Select(i => (float)Math.Cos(2 * Math.PI * 5 * (i - 10) / 100))]);
        Expect(wave, ShapeStatistics.Names, ("peakrate", 5));
        Assert.InRange(wave[ShapeStatistics.Names.Index().Single(n => n.Item == "peakmean").Index], 0.9, 1);
        Assert.InRange(wave[ShapeStatistics.Names.Index().Single(n => n.Item == "valleymean").Index], -1, -0.9);
    }

    [Fact]
    public void Slopes_of_a_line_are_its_slope_away_from_the_ends()
    {
        var slopes = new float[20];
        Slopes.Compute([.. Enumerable.Range(0, 20).Select(i => 3f * i)], slopes);
        Assert.All(slopes[2..^2], s => Assert.Equal(3, s, 1e-5));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 4)]
    [InlineData(16, 7)]
    public void A_fluctuation_is_in_its_band(double hz, int band)
    {
        var modulation = new ModulationSpectrum(100);
        var bands = new float[ModulationSpectrum.Names.Count];
        modulation.Begin(400);
        modulation.Compute([.. Enumerable.Range(0, 400).Select(i => 7 + (float)Math.Sin(2 * Math.PI * hz * i / 100))], bands);
        Assert.Equal($"modulation{band}", ModulationSpectrum.Names[Array.IndexOf(bands, bands.Max())]);
    }

    [Fact]
    public void Runs_are_counted_with_their_lengths()
    {
        var runs = RunLengths.Of([0, 1, 1, 0, 0, 1, 1, 1, 1, 0], 0.5f, above: true, 100);
        Assert.Equal((20f, 3f, 1f, 4f), (runs.PerSecond, runs.Mean, runs.Deviation, runs.Longest));
        Assert.Equal(default, RunLengths.Of([0, 0], 0.5f, above: true, 100));
    }

    [Fact]
    public void The_sounding_part_is_where_it_is_loud_with_a_margin()
    {
        float[] energy = [.. Enumerable.Repeat(-90f, 50), .. Enumerable.Repeat(-20f, 30), .. Enumerable.Repeat(-90f, 20)];
        Assert.Equal((45, 40), SoundingPart.Of(energy, new float[100]).GetOffsetAndLength(100));
        Assert.Equal(Range.All, SoundingPart.Of([-20, -90, -90], new float[3]));
    }

    private static float[] Shape(float[] values)
    {
        var statistics = new float[ShapeStatistics.Names.Count];
        float[] sorted = [.. values.Order()];
        ShapeStatistics.Compute(values, new float[values.Length], LevelStatistics.Percentile(sorted, 5), LevelStatistics.Percentile(sorted, 95), 100, statistics);
        return statistics;
    }

    private static void Expect(float[] statistics, IReadOnlyList<string> names, params (string Name, double Value)[] expected)
    {
        foreach (var (name, value) in expected)
        {
            Assert.True(Math.Abs(statistics[names.Index().Single(n => n.Item == name).Index] - value) < 6e-3, $"{name}: {statistics[names.Index().Single(n => n.Item == name).Index]}, expected {value}");
        }
    }
}
