using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Timelines;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Inference.Tests.Timelines;

public sealed class TimelineTests
{
    private static readonly TimelineFactory Timelines = new(ModelFactory.Draft(3) with
    {
        Classes = ["calm", "glad", "sad"],
        Calibration = new ModelCalibration("temperature", 1, 0.6),
    });

    [Fact]
    public void The_whole_is_the_mean_over_voiced_windows_by_their_share_of_voice()
    {
        var reading = Read((0, 3, 1f, [0.6f, 0.2f, 0.2f]), (1.5, 4.5, 0.5f, [0.0f, 1.0f, 0.0f]), (3, 6, 0.1f, [0, 0, 1]));
        Assert.Equal(0.4, reading.Probabilities!["calm"], 6);
        Assert.Equal(0.466667, reading.Probabilities["glad"], 5);
        Assert.Equal(("glad", true), (reading.Label, reading.Unsure));
    }

    [Fact]
    public void Overlapping_windows_become_spans_that_meet_in_the_middle()
    {
        var reading = Read((0, 3, 1, [0.9f, 0.1f, 0]), (1.5, 4.5, 1, [0, 0.95f, 0.05f]), (3, 6, 1, [0, 1, 0]), (4.5, 7.5, 1, [0, 1, 0]));
        Assert.Equal([("calm", 0.0, 2.25), ("glad", 2.25, 7.5)], reading.Windows.Select(w => (w.Label, w.Start, w.End)));
    }

    [Fact]
    public void One_window_against_its_neighbours_does_not_flicker()
    {
        var reading = Read((0, 3, 1, [0.8f, 0.2f, 0]), (1.5, 4.5, 1, [0.45f, 0.55f, 0]), (3, 6, 1, [0.8f, 0.2f, 0]));
        Assert.Equal("calm", Assert.Single(reading.Windows).Label);
    }

    [Fact]
    public void Silence_is_a_gap_and_nothing_is_smoothed_over_it()
    {
        var reading = Read((0, 2, 1, [1, 0, 0]), (2, 4, 0, [0, 0, 1]), (4, 6, 1, [0, 1, 0]));
        Assert.Equal([("calm", 0.0, 2.0, 1.0), ("glad", 4.0, 6.0, 1.0)], reading.Windows.Select(w => (w.Label, w.Start, w.End, w.Confidence)));
    }

    [Fact]
    public void Without_any_voice_everything_is_read_and_unsure()
    {
        var reading = Read((0, 3, 0, [1, 0, 0]), (3, 6, 0.1f, [1, 0, 0]));
        Assert.Equal(("calm", true, ReadingStatus.Scored), (reading.Label, reading.Unsure, reading.Status));
        Assert.True(Assert.Single(reading.Windows).Unsure);
    }

    [Fact]
    public void Unsure_and_sure_spans_of_one_label_stay_apart()
    {
        var reading = Read((0, 1, 1, [0.5f, 0.5f, 0]), (2, 3, 1, [1, 0, 0]), (3, 4, 1, [0.9f, 0.1f, 0]));
        Assert.Equal([(0.0, 1.0, true), (2.0, 4.0, false)], reading.Windows.Select(w => (w.Start, w.End, w.Unsure)));
    }

    [Fact]
    public void Spans_never_overlap_and_stay_inside_the_recording_whatever_the_windows()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(200)), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (hop, length) = (0.1 + random.NextDouble(), 0.2 + (3 * random.NextDouble()));
            var windows = Enumerable.Range(0, random.Next(1, 30)).Select(i => (i * hop, (i * hop) + length, random.NextSingle(), Probabilities(random))).ToArray();
            var reading = Read(windows);
            var end = 0.0;
            foreach (var window in reading.Windows)
            {
                Assert.True(window.Start >= end && window.End > window.Start, $"{window} after {end}");
                Assert.Equal(window.Unsure, window.Confidence < 0.6 || !windows.Any(w => w.Item3 >= FeatureWindow.LeastVoiced));
                end = window.End;
            }

            Assert.True(end <= windows[^1].Item2 + 0.001);
            Assert.NotEmpty(reading.Windows);
        }));
    }

    [Fact]
    public void Probabilities_of_other_windows_are_refused()
    {
        using var features = Features((0, 1, 1, [1, 0, 0]));
        Assert.Throws<ArgumentException>(() => Timelines.Create(features, new ProbabilityMatrix(2, 3, new float[6])));
        Assert.Throws<ArgumentException>(() => Timelines.Create(features, new ProbabilityMatrix(1, 2, new float[2])));
        Assert.Throws<ArgumentException>(() => Timelines.Create(Features(), new ProbabilityMatrix(0, 3, [])));
    }

    private static float[] Probabilities(Random random)
    {
        float[] values = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
        return Array.ConvertAll(values, v => v / (values.Sum() + 1e-6f));
    }

    private static DenseFeatures Features(params (double Start, double End, float Voiced, float[] Probabilities)[] windows)
    {
        var rows = new DenseRows(1);
        rows.Append(new float[windows.Length]);
        return new DenseFeatures(rows, [.. windows.Select(w => new FeatureWindow(w.Start, w.End, w.Voiced))], windows is [.., var last] ? last.End : 0, "energy");
    }

    private static Reading Read(params (double Start, double End, float Voiced, float[] Probabilities)[] windows)
    {
        using var features = Features(windows);
        return Timelines.Create(features, new ProbabilityMatrix(windows.Length, 3, [.. windows.SelectMany(w => w.Probabilities)]));
    }
}
