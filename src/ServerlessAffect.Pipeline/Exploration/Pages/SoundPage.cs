using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Grouping;
using ServerlessAffect.Pipeline.Exploration.Measuring;
using ServerlessAffect.Pipeline.Training.Recordings;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Charts;
using ServerlessAffect.Reports.Pictures;
using ServerlessAffect.Reports.Sounds;
using ServerlessAffect.Signal.Mel;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>Pictures and sound of typical recordings, by class or by group, and the timbre and pitch classes of all.</summary>
internal sealed class SoundPage : ISection
{
    private const string Id = "sound";
    private const int MostClasses = 8;
    private const int OfClass = 3;
    private const int Close = 2;

    /// <summary>Seconds of a recording that are drawn and can be played: a report is one file.</summary>
    private const int MostSeconds = 8;

    public async Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken)
    {
        if (explored.Archive.Kind is not ArchiveKind.Recordings)
        {
            return null;
        }

        progress.Say("drawing typical recordings");
        var (blocks, findings) = (new List<ReportBlock>(), new List<Finding>());
        var sorted = Sorted(explored);
        var drawn = 0;
        foreach (var (name, rows) in sorted)
        {
            var gallery = new List<GalleryItem>();
            foreach (var row in rows.Take(OfClass))
            {
                if (await ReadAsync(explored.Items[row], cancellationToken).ConfigureAwait(false) is { } clip)
                {
                    gallery.Add(ToItem(explored, row, clip));
                    if (drawn++ < Close)
                    {
                        CloseUp(explored.Items[row], clip, blocks);
                    }
                }
            }

            if (gallery.Count > 0)
            {
                blocks.Add(new GalleryBlock($"{name}: mel spectrograms of the recordings nearest to the middle, to be played", gallery));
            }
        }

        Timbre(explored, blocks);
        var answer = $"{Say.Items(drawn, "typical recording", "typical recordings")} of {Say.Items(sorted.Count, "class or group", "classes or groups")} to look at and to listen to.";
        return new Section(new ReportPage(Id, "What does it sound like?", answer, blocks), findings);
    }

    // By label where there are some, else by group, else all together: those nearest to the mean of their kind first.
    private static IReadOnlyList<(string Name, IReadOnlyList<int> Rows)> Sorted(ExploredArchive explored)
    {
        var best = explored.Groups?.Best;
        string NameOf(int row) => explored.Archive.IsLabelled ? explored.Items[row].Label ?? string.Empty
            : best is not null && best.Labels[row] != IClustering.Noise ? string.Create(CultureInfo.InvariantCulture, $"group {best.Labels[row] + 1}")
            : best is null ? "all recordings" : string.Empty;
        string[] names = [.. Enumerable.Range(0, explored.Items.Count).Select(NameOf)];
        string[] kinds = [.. names.Where(n => n.Length > 0).CountBy(n => n, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostClasses).Select(c => c.Key)];
        int[] numbers = [.. names.Select(n => Array.IndexOf(kinds, n))];
        return [.. ClusterMembers.Of(explored.Space, numbers, CancellationToken.None).Select(m => (kinds[m.Number], m.Typical))];
    }

    private static async Task<ClipPictures?> ReadAsync(ArchiveItem item, CancellationToken cancellationToken)
    {
        try
        {
            var (samples, _) = await RecordingFile.ReadStartAsync(item.Recording!, RecordingMeasuring.SampleRate, MostSeconds, cancellationToken).ConfigureAwait(false);
            return ClipPictures.Of(samples);
        }
        catch (AffectException fault) when (!fault.IsTransient)
        {
            // It was measured a moment ago: whoever took it away since loses no more than its picture.
            return null;
        }
    }

    private static GalleryItem ToItem(ExploredArchive explored, int row, ClipPictures clip)
    {
        var item = explored.Items[row];
        return new GalleryItem(Printable.Shorten(item.Id, 80), $"{Say.Duration(explored.Measured.Levels[row].Seconds)}{(item.Group is { } group ? ", " + Printable.Shorten(group, 40) : string.Empty)}")
        {
            Picture = MatrixPicture.Png(clip.Mel, ClipPictures.Bands, 80, 240),
            PictureText = $"Mel spectrogram of {Say.Duration(clip.Seconds)}",
            Sound = PlayableSound.Wav(clip.Samples, RecordingMeasuring.SampleRate),
        };
    }

    private static void CloseUp(ArchiveItem item, ClipPictures clip, List<ReportBlock> blocks)
    {
        var name = Printable.Shorten(item.Id, 80);
        var kept = clip.Trimmed.Length / (double)RecordingMeasuring.SampleRate;
        blocks.Add(new HeadingBlock(name));
        blocks.Add(new ChartBlock(
            "Waveform", $"Without its quiet ends {Say.Duration(kept)} of {Say.Duration(clip.Seconds)} are left.",
            Waveform.Of(clip.Samples, clip.Samples.AsSpan(clip.Trimmed.Start, clip.Trimmed.Length), (double)clip.Trimmed.Start / RecordingMeasuring.SampleRate, RecordingMeasuring.SampleRate)));
        blocks.Add(new ChartBlock(
            "Mel spectrogram", $"Energy by frequency over {Say.Duration(clip.Seconds)}, in decibels below the loudest.",
            SpectrogramChart.OfMel(clip.Mel, MelFrequencies.Spaced(ClipPictures.Bands + 2, 0, RecordingMeasuring.SampleRate / 2.0, MelScale.Slaney)[1..^1], clip.Seconds)));
        blocks.Add(new ChartBlock(
            "MFCC", $"{ClipPictures.Coefficients} mel-frequency cepstral coefficients: the shape of the spectrum from coarse (below) to fine.",
            SpectrogramChart.Of(clip.Mfcc, ClipPictures.Coefficients, clip.Seconds, [.. Enumerable.Range(0, 4).Select(t => new AxisTick((t * 5) + 0.5, (t * 5) + 1))], "coefficient")));
    }

    private static void Timbre(ExploredArchive explored, List<ReportBlock> blocks)
    {
        if (explored.Measured.Set != AudioFeatureSets.Vlog)
        {
            return;
        }

        Boxes("MFCC", "MFCC ", "mean over a recording", "The first coefficient follows loudness, the second the balance of low and high; higher ones are finer and smaller.");
        Boxes("Chroma", "chroma ", "mean energy (1 is the strongest pitch class)", "Energy by pitch class: speech spreads over all of them, music picks some.");

        void Boxes(string title, string prefix, string unit, string sentence)
        {
            int[] columns = [.. Enumerable.Range(0, explored.Measured.Columns.Count).Where(c => explored.Measured.Columns[c].StartsWith(prefix, StringComparison.Ordinal))];
            string[] names = [.. columns.Select(c => explored.Measured.Columns[c][prefix.Length..])];
            double[] Values(int column) => [.. Enumerable.Range(0, explored.Items.Count).Select(i => explored.Measured.Values[i, column])];
            blocks.Add(new ChartBlock($"{title} over all recordings", sentence, BoxPlot.Of([.. columns.Select((c, k) => FiveNumbers.Of(names[k], Values(c)))], unit)));
            if (explored.Archive.IsLabelled)
            {
                string[] classes = [.. explored.Items.Select(i => i.Label).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                var means = new double[classes.Length, columns.Length];
                for (var k = 0; k < classes.Length; k++)
                {
                    int[] rows = [.. Enumerable.Range(0, explored.Items.Count).Where(i => explored.Items[i].Label == classes[k])];
                    for (var c = 0; c < columns.Length; c++)
                    {
                        // In standard deviations, so that the first coefficient does not drown the others.
                        var place = explored.SpaceColumns.Index().Where(n => n.Item == explored.Measured.Columns[columns[c]]).Select(n => (int?)n.Index).FirstOrDefault();
                        means[k, c] = place is { } column ? rows.Average(r => explored.Space[r, column]) : double.NaN;
                    }
                }

                blocks.Add(new ChartBlock(
                    $"{title} by class", "Means of each class in standard deviations from the mean of all recordings.", Heatmap.Of(classes, names, means, "sd from the mean", HeatmapScale.Diverging)));
            }
        }
    }
}
