using System.Text.Json.Nodes;
using ServerlessAffect.Reports.Charts;

namespace ServerlessAffect.Reports.Tests;

/// <summary>A chart of every kind over made-up numbers, the same on every run; names hold what must not be taken for markup.</summary>
internal static class SampleCharts
{
    private static readonly string[] Emotions = ["anger", "boredom", "disgust", "fear", "happiness", "neutral", "sadness"];

    public static IReadOnlyDictionary<string, JsonObject> All { get; } = new Dictionary<string, JsonObject>
    {
        ["bars"] = BarChart.OfCounts([.. Emotions.Select((name, i) => KeyValuePair.Create(name, 127 - 13 * i))], "recordings"),
        ["bars-intervals"] = BarChart.Of([.. Emotions.Select((name, i) => new Bar(name, 0.9 - 0.1 * i, 0.8 - 0.1 * i, 0.95 - 0.1 * i))], "recall", ".0%"),
        ["bars-negative"] = BarChart.Of([new("up", 2.5), new("down", -1.5), new("<script>alert(1)</script>", 0.5)], "difference"),
        ["grouped-bars"] = GroupedBars.Of(Emotions, [new("train", Numbers(7, 1)), new("test", Numbers(7, 2))], "share"),
        ["histogram"] = Histogram.Of(Numbers(800, 3), "seconds"),
        ["histogram-grid"] = HistogramGrid.Of([.. Enumerable.Range(0, 14).Select(i => new Series($"mfcc_mean_{i}", Numbers(300, 10 + i)))]),
        ["box-plot"] = BoxPlot.Of([.. Emotions.Select((name, i) => FiveNumbers.Of(name, Numbers(200, 40 + i)))], "pitch (Hz)"),
        ["heatmap"] = Heatmap.Of(Names("chroma", 12), Names("frame", 30), Matrix(12, 30), "energy"),
        ["correlations"] = Heatmap.Of(Names("feature", 40), Names("feature", 40), Correlations(40), "correlation", HeatmapScale.Correlation),
        ["confusion"] = ConfusionMatrix.Of(Emotions, Counts()),
        ["lines"] = LineChart.Of([Wave("first", 0), Wave("second", 1)], "seconds", "amplitude"),
        ["scatter-category"] = Scatter.ByCategory(Numbers(900, 50), Numbers(900, 51), Names("item", 900), Repeated(900), "PC 1", "PC 2", "emotion"),
        ["scatter-value"] = Scatter.ByValue(Numbers(5_000, 52), Numbers(5_000, 53), Names("item", 5_000), Numbers(5_000, 54), "UMAP 1", "UMAP 2", "silhouette"),
        ["scatter-3d"] = Scatter3D.Of(Numbers(600, 55), Numbers(600, 56), Numbers(600, 57), Names("item", 600), Repeated(600), ["PC 1", "PC 2", "PC 3"], "cluster"),
        ["waveform"] = Waveform.Of(Sound(16_000), 8_000),
        ["waveform-trimmed"] = Waveform.Of(Sound(16_000), Sound(12_000), 0.25, 8_000),
        ["spectrogram"] = SpectrogramChart.OfMel(Picture(64, 200), [.. Enumerable.Range(0, 64).Select(i => 700 * (Math.Pow(10, i * 45.0 / 2595) - 1))], 2.5),
        ["mfcc"] = SpectrogramChart.Of(Picture(13, 200), 13, 2.5, [new(0.5, 0), new(6.5, 6), new(12.5, 12)], "coefficient"),
        ["dendrogram"] = Dendrogram.Of(Merges(60), Names("recording", 60), "Ward distance", cut: 40),
        ["roc"] = RocChart.Of([Corner("anger", 0.2), Corner("fear", 0.5)]),
        ["precision-recall"] = PrecisionRecallChart.Of([Falling("anger", 0.3), Falling("fear", 0.6)]),
        ["calibration"] = CalibrationChart.Of([.. Enumerable.Range(0, 10).Select(i => new CalibrationBin("model", 0.05 + 0.1 * i, 0.08 + 0.09 * i, 0.03 + 0.09 * i, 0.14 + 0.09 * i, 20 + 30 * i))]),
        ["word-cloud"] = WordCloud.Of(Words(), "tf-idf"),
        ["scree"] = Scree.Of([0.4, 0.2, 0.12, 0.08, 0.05, 0.04, 0.03, 0.02, 0.02, 0.01]),
        ["elbow"] = Elbow.Of([2, 3, 4, 5, 6, 7], [900, 620, 410, 360, 330, 310], [0.31, 0.38, 0.44, 0.36, 0.33, 0.3], 4),
        ["intervals"] = Intervals.Of([new("KMeans", 0.42, 0.38, 0.46), new("Ward", 0.40, 0.33, 0.47), new("DBSCAN", 0.12, -0.05, 0.3)], "silhouette", 0),
        ["intervals-groups"] = Intervals.Of([new("anger", 0.7, 0.6, 0.8, "ours"), new("anger", 0.5, 0.4, 0.6, "baseline"), new("fear", 0.6, 0.5, 0.7, "ours"), new("fear", 0.5, 0.45, 0.6, "baseline")], "recall"),
        ["timeline"] = Timeline.Of([.. Enumerable.Range(0, 24).SelectMany(Month)], "mean valence"),
    };

    private static IEnumerable<TimelinePoint> Month(int month) => new[] { "home", "work" }.Select((place, p) =>
    {
        var mean = Math.Sin(month / 4.0 + p) / 2;
        return new TimelinePoint(place, new DateOnly(2024, 1, 1).AddMonths(month), mean, mean - 0.15, mean + 0.15);
    });

    private static string[] Names(string stem, int count) => [.. Enumerable.Range(0, count).Select(i => $"{stem} {i}")];

    private static string[] Repeated(int count) => [.. Enumerable.Range(0, count).Select(i => Emotions[i % 7])];

    /// <summary>Between about -3 and 3, thickest at 0.</summary>
    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2)];
    }

    private static double[,] Matrix(int rows, int columns)
    {
        var matrix = new double[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                matrix[r, c] = Math.Abs(Math.Sin(r * 0.7 + c * 0.2));
            }
        }

        return matrix;
    }

    private static double[,] Correlations(int count)
    {
        var matrix = new double[count, count];
        for (var r = 0; r < count; r++)
        {
            for (var c = 0; c < count; c++)
            {
                matrix[r, c] = r == c ? 1 : Math.Cos((r - c) * 0.4) * Math.Exp(-Math.Abs(r - c) / 12.0);
            }
        }

        return matrix;
    }

    private static int[,] Counts()
    {
        var counts = new int[7, 7];
        for (var t = 0; t < 7; t++)
        {
            for (var p = 0; p < 7; p++)
            {
                counts[t, p] = t == p ? 80 - 6 * t : (t + 2 * p) % 9;
            }
        }

        return counts;
    }

    private static Line Wave(string name, int phase)
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i / 10.0)];
        double[] y = [.. x.Select(t => Math.Sin(t + phase))];
        return new Line(name, x, y) { Low = [.. y.Select(v => v - 0.2)], High = [.. y.Select(v => v + 0.2)] };
    }

    private static float[] Sound(int samples) => [.. Enumerable.Range(0, samples).Select(i => 0.6f * MathF.Sin(i * 0.3f) * MathF.Sin(i * 0.0004f))];

    private static float[] Picture(int rows, int frames) =>
        [.. Enumerable.Range(0, rows * frames).Select(i => -40 + 40 * MathF.Sin(i / frames * 0.3f) * MathF.Sin(i % frames * 0.05f))];

    /// <summary>Neighbours first, then pairs of pairs: a full tree.</summary>
    private static double[,] Merges(int n)
    {
        var linkage = new double[n - 1, 4];
        var open = new Queue<(int Node, int Count)>(Enumerable.Range(0, n).Select(i => (i, 1)));
        for (var m = 0; m < n - 1; m++)
        {
            var (a, b) = (open.Dequeue(), open.Dequeue());
            (linkage[m, 0], linkage[m, 1], linkage[m, 2], linkage[m, 3]) = (a.Node, b.Node, 1 + m, a.Count + b.Count);
            open.Enqueue((n + m, a.Count + b.Count));
        }

        return linkage;
    }

    private static Curve Corner(string name, double bend)
    {
        double[] x = [.. Enumerable.Range(0, 101).Select(i => i / 100.0)];
        return new Curve(name, x, [.. x.Select(v => Math.Pow(v, bend))], 1 / (1 + bend));
    }

    private static Curve Falling(string name, double bend)
    {
        double[] x = [.. Enumerable.Range(0, 101).Select(i => 1 - i / 100.0)];
        return new Curve(name, x, [.. x.Select(v => 1 - bend * v * v)], 1 - bend / 3);
    }

    private static WeightedWord[] Words()
    {
        string[] stems = ["market", "stocks", "dividend", "rally", "earnings", "WWW", "Fed", "inflation", "bullish", "chip", "oil", "café", "東京", "it", "quarterly guidance", "upgrade"];
        return [.. Enumerable.Range(0, 90).Select(i => new WeightedWord(i < stems.Length ? stems[i] : $"{stems[i % stems.Length]}{i}", 100.0 / (1 + i)))];
    }
}
