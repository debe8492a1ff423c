using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Tests.Statistics;

public class BootstrapTests
{
    private static readonly double[] Values = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 1.0 : 0)];

    [Fact]
    public void A_seed_gives_the_same_interval()
    {
        Assert.Equal(new Bootstrap { RandomState = 3 }.Interval(200, Mean), new Bootstrap { RandomState = 3 }.Interval(200, Mean));
        Assert.NotEqual(new Bootstrap { RandomState = 3 }.Draw(200, Mean), new Bootstrap { RandomState = 4 }.Draw(200, Mean));
    }

    [Fact]
    public void The_interval_of_a_share_is_about_two_standard_errors_wide()
    {
        var interval = new Bootstrap().Interval(200, Mean);
        var half = 1.96 * Math.Sqrt(0.25 * 0.75 / 200);

        Assert.Equal(0.25, interval.Value);
        Assert.Equal(0.25 - half, interval.Low, 0.01);
        Assert.Equal(0.25 + half, interval.High, 0.01);
    }

    [Fact]
    public void Groups_that_are_all_alike_inside_widen_the_interval()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => i / 20 % 2 == 0 ? 1.0 : 0)];
        string[] groups = [.. Enumerable.Range(0, 200).Select(i => $"speaker {i / 20}")];
        double Mean(ReadOnlySpan<int> rows) => rows.ToArray().Average(r => values[r]);

        var (byRow, byGroup) = (new Bootstrap().Interval(200, Mean), new Bootstrap().Interval(groups, Mean));

        Assert.Equal(byRow.Value, byGroup.Value);
        Assert.True(byGroup.High - byGroup.Low > 3 * (byRow.High - byRow.Low));
    }

    [Fact]
    public void A_model_against_itself_never_differs()
    {
        var result = PairedBootstrap.Compare(200, Mean, Mean, new Bootstrap { Resamples = 50 });

        Assert.Equal((0, 0, 0, 1), (result.Difference.Value, result.Difference.Low, result.Difference.High, result.ShareNotAbove));
    }

    [Fact]
    public void A_resample_without_a_figure_is_left_out()
    {
        var interval = new Bootstrap().Interval(10, rows => rows.Contains(0) ? 7 : double.NaN);

        Assert.Equal((7, 7, 7), (interval.Value, interval.Low, interval.High));
    }

    [Fact]
    public void A_cancelled_draw_stops()
    {
        using var cancellation = new CancellationTokenSource();
        var calls = 0;
        Assert.Throws<OperationCanceledException>(() => new Bootstrap().Draw(
            10,
            _ =>
            {
                cancellation.Cancel();
                return ++calls;
            },
            cancellation.Token));
        Assert.Equal(1, calls);
    }

    private static double Mean(ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += Values[row];
        }

        return sum / rows.Length;
    }
}
