using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Pictures;
using ServerlessAffect.Reports.Sounds;

namespace ServerlessAffect.Reports.Tests;

/// <summary>A report with every block and every chart; each of its texts holds what a stranger might write.</summary>
internal static class SampleReport
{
    /// <summary>Runs, ends an element, an attribute or a script, opens a comment, turns the direction of what follows.</summary>
    public const string Hostile = "</script><script>document.title='owned'</script><!--<img src=x onerror=\"document.title='owned'\">'\"&lt;\u202Egpj.exe";

    public static Report Create() => new()
    {
        Title = "What 535 recordings hold",
        Subtitle = "Emo-DB: 10 speakers, 7 acted emotions, features of the reference set, seed 7",
        Created = new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero),
        KeyFigures =
        [
            new("535", "recordings"), new("25 min", "of sound", "2.8 s each at the median"), new("10", "speakers"), new("7", "emotions"), new("71 %", "unweighted recall", "64 % to 77 %, by speaker"),
        ],
        Findings =
        [
            new("Anger is the largest class with 127 of 535 recordings; disgust has 46.", 0.6, null, "classes"),
            new("Speakers that the model never heard are read with an unweighted recall of 71 %, against 14 % for always saying the most frequent class.", 1,
                "Actors speak ten sentences here; people who are not acting are harder to read.", "models"),
            new("Clusters follow the speakers (adjusted Rand index 0.41) more than the emotions (0.19).", 0.8, "Features were not standardised per speaker.", "clusters"),
        ],
        Notices = ["Readings are guesses about how something sounds, not about what a person feels.", Hostile],
        Pages =
        [
            new("summary", "What is in this archive?", "535 acted recordings, most of them loud and short. Half of what tells them apart is who speaks.", []),
            new("classes", "Which classes are there, and how do they differ?", "Seven emotions, unevenly: the largest has nearly three times as many recordings as the smallest.", [
                Chart("bars", "Recordings of each emotion", "Anger has 127 recordings, sadness 49."),
                Chart("box-plot", "Pitch by emotion", "Anger and fear lie highest."),
                Chart("histogram", "Durations", "Half of the recordings last between 2.1 and 3.4 seconds."),
                Chart("bars-negative", Hostile, "Names may hold anything."),
                new HeadingBlock("All features"),
                Wide("histogram-grid", "Every feature's distribution", "Most features are close to normal."),
                Wide("correlations", "How features go together", "Neighbouring coefficients rise and fall together."),
                Table(7),
            ]),
            new("sound", "What do the recordings sound like?", "A clear voice close to the microphone, with little room around it.", [
                Wide("waveform-trimmed", "One recording, as it is and trimmed", "A quarter of a second of silence was cut at the start."),
                Chart("spectrogram", "Mel spectrogram", "Energy lies below 4 kHz."),
                Chart("mfcc", "MFCC", "The first coefficient is the loudness."),
                Wide("waveform", "Waveform", "Two swells."),
                Chart("heatmap", "Chroma over time", "No note stands out."),
                Gallery(),
            ]),
            new("clusters", "Do they fall into groups?", "Into four, loosely: a silhouette of 0.44 is a weak structure.", [
                Chart("scatter-category", "PCA, by emotion", "Anger stands apart, the others overlap."),
                Chart("scatter-value", "UMAP, by silhouette", "The middle is undecided."),
                Wide("scatter-3d", "PCA in three dimensions", "The third component parts boredom from sadness."),
                Chart("scree", "Variance of the components", "Five components hold 85 %."),
                Wide("elbow", "How many clusters", "The silhouette is largest at four."),
                Wide("dendrogram", "The last merges", "Two large branches."),
                Chart("intervals", "Methods compared", "KMeans and Ward differ less than their ranges."),
                Chart("grouped-bars", "Train and test", "Both parts are alike."),
            ]),
            new("models", "Can the classes be told?", "Yes: 71 % of each class on average, by speakers that were not trained on.", [
                new CaveatBlock("Ten speakers make wide intervals; " + Hostile),
                Chart("confusion", "What was taken for what", "Happiness is taken for anger most often."),
                Chart("bars-intervals", "Recall of each class", "Boredom is hardest."),
                Chart("roc", "ROC", "All classes lie far above guessing."),
                Chart("precision-recall", "Precision and recall", "Fear loses precision first."),
                Chart("calibration", "Calibration", "Probabilities are a little too sure."),
                Chart("intervals-groups", "Against the baseline", "Both classes beat it."),
                new ListBlock(["Per speaker, recall lies between 58 % and 83 %.", Hostile]),
                new TextBlock("A paragraph, " + Hostile),
            ]),
            new("time", "How does it change over time?", "Slowly: home and work rise and fall a few months apart.", [
                Wide("timeline", "Valence by month", "Both places swing with the seasons."),
                Chart("lines", "Two lines with bands", "The second runs ahead of the first."),
                Wide("word-cloud", "Words that set the class apart", "Market and stocks lead."),
            ]),
        ],
    };

    private static ChartBlock Chart(string name, string title, string sentence) => new(title, sentence, SampleCharts.All[name]);

    private static ChartBlock Wide(string name, string title, string sentence) => Chart(name, title, sentence) with { Wide = true };

    private static TableBlock Table(int rows) => new(
        "Features by class",
        [new("feature"), new("mean", Numeric: true), new("standard deviation", Numeric: true), new("note")],
        [.. Enumerable.Range(0, rows).Select(i => (IReadOnlyList<string>)[$"mfcc_mean_{i}", $"{i * 1.25:0.00}", "0.31", i == 3 ? Hostile : "as expected"])]);

    private static GalleryBlock Gallery() => new("Typical recordings", [
        .. Enumerable.Range(0, 5).Select(i => new GalleryItem(i == 2 ? Hostile : $"03a0{i}Fa.wav", "happiness, 1.9 s")
        {
            Picture = MatrixPicture.Png([.. Enumerable.Range(0, 64 * 100).Select(p => MathF.Sin(p / 100 * 0.2f + i) * MathF.Cos(p % 100 * 0.1f))], 64),
            PictureText = $"Mel spectrogram of recording {i}",
            Sound = PlayableSound.Wav([.. Enumerable.Range(0, 4_000).Select(s => 0.2f * MathF.Sin(s * 0.2f))], 8_000),
            Text = i == 1 ? "“Das will sie am Mittwoch abgeben.” " + Hostile : null,
        }),
    ]);
}
