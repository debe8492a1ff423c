using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Pipeline.Exploration;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Files;
using ServerlessAffect.Pipeline.Exploration.Grouping;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Reports;

namespace ServerlessAffect.Pipeline.Tests.Exploration;

/// <summary>Whole explorations of small made-up archives.</summary>
public sealed class ExploreArchiveTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Blobs_are_found_again_by_every_method_and_stand_in_all_files()
    {
        var (values, labels) = Blobs(3, 20);
        _folder.WriteBytes("m.npy", NpyFile.Write(new NpyArray(values, 60, 4)));
        _folder.Write("labels.csv", "id,label,group\n" + string.Join('\n', labels.Select((l, i) => $"row:{i},{l},g{i % 6}")));

        var report = await RunAsync(new ExploreRequest { Source = Path.Combine(_folder.Path, "m.npy"), Labels = Path.Combine(_folder.Path, "labels.csv"), Folder = Out });

        Assert.Equal(["summary", "contents", "features", "groups", "labels"], report.Pages.Select(p => p.Id));
        var rows = Lines(ExploreFiles.Assignments).Select(l => l.Split(',')).ToArray();
        Assert.Equal(ClusterMethods.Names, rows.Select(r => r[1]).Distinct());
        foreach (var method in (string[])["kmeans", "ward", "average", "complete", "bisecting-kmeans", "gaussian-mixture", "dbscan"])
        {
            var own = rows.Where(r => r[1] == method).ToArray();
            Assert.Equal(60, own.Length);
            Assert.Equal((method, 3), (method, own.Where(r => r[2] != "-1").Select(r => (r[2], labels[int.Parse(r[0][4..], CultureInfo.InvariantCulture)])).Distinct().Count()));
        }

        var points = Lines(ExploreFiles.Embedding).Select(l => l.Split(',')).ToArray();
        Assert.Equal(["pca", "tsne", "umap"], points.Select(p => p[1]).Distinct());
        Assert.All(points, p => Assert.Equal(5, p.Length));
        Assert.All(points.Where(p => p[1] == "tsne"), p => Assert.Empty(p[4]));
        Assert.Contains("finds 3 groups", report.Pages.Single(p => p.Id == "groups").Answer, StringComparison.Ordinal);
        Assert.Contains("average recall of 100\u00A0%", report.Pages.Single(p => p.Id == "labels").Answer, StringComparison.Ordinal);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Out, ExploreFiles.Json)))!;
        Assert.Equal(report.Pages.Count, json["pages"]!.AsArray().Count);
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(Path.Combine(Out, ExploreFiles.Html)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_files()
    {
        var (values, _) = Blobs(2, 12);
        _folder.WriteBytes("m.npy", NpyFile.Write(new NpyArray(values, 24, 4)));
        var request = new ExploreRequest { Source = Path.Combine(_folder.Path, "m.npy"), Folder = Out, Seed = 5 };

        await RunAsync(request);
        var (first, places) = (Lines(ExploreFiles.Assignments), Lines(ExploreFiles.Embedding));
        await RunAsync(request);

        Assert.Equal(first, Lines(ExploreFiles.Assignments));
        Assert.Equal(places, Lines(ExploreFiles.Embedding));
    }

    [Fact]
    public async Task Texts_get_their_words_their_repeats_and_their_readings_over_time()
    {
        var lines = Enumerable.Range(0, 60).Select(i => i % 2 == 0
            ? $"oil prices rise as barrel {i / 2} output falls,energy,2026-01-{(i % 28) + 1:00},north"
            : $"banks report loan growth number {i / 2} again,finance,2026-01-{(i % 28) + 1:00},south");
        var csv = _folder.Write("t.csv", "text,label,date,place\n" + string.Join('\n', lines) + "\n\"oil prices rise as barrel 0 output falls\",finance,2026-02-01,north\n");
        var prices = _folder.Write("prices.csv", "date,price\n" + string.Join('\n', Enumerable.Range(1, 28).Select(d => $"2026-01-{d:00},{100 + d}")));

        var report = await RunAsync(new ExploreRequest { Source = csv, Folder = Out, Series = prices }, new Champion());

        Assert.Equal(["summary", "contents", "words", "groups", "trajectories", "labels"], report.Pages.Select(p => p.Id));
        Assert.Contains(report.Findings, f => f.Sentence.Contains("nearly equal texts", StringComparison.Ordinal));
        Assert.Contains(report.Findings, f => f.Page == "trajectories" && f.Sentence.Contains("north", StringComparison.Ordinal));
        var words = JsonSerializer.Serialize(report.Pages.Single(p => p.Id == "words"), Core.AffectJson.Options);
        Assert.Contains("barrel", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_get_pictures_and_sound_and_those_that_cannot_be_read_are_named()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 2, takes: 2);
        _folder.WriteBytes("Actor_01/03-01-03-01-01-01-01.wav", "not a recording"u8.ToArray());

        var report = await RunAsync(new ExploreRequest { Source = _folder.Path, Folder = Out, Methods = ["kmeans", "ward"] });

        Assert.Equal(["summary", "contents", "features", "sound", "groups", "labels"], report.Pages.Select(p => p.Id));
        Assert.Contains(report.Pages[0].Blocks, b => b is Reports.Blocks.CaveatBlock caveat && caveat.Text.Contains("03-01-03-01-01-01-01.wav was left out", StringComparison.Ordinal));
        var gallery = report.Pages.Single(p => p.Id == "sound").Blocks.OfType<Reports.Blocks.GalleryBlock>().SelectMany(g => g.Items).ToArray();
        Assert.True(gallery.Length >= 4);
        Assert.All(gallery, item => Assert.True(item.Picture.Length > 100 && item.Sound.Length > 100));
        Assert.Equal(2 * 16, Lines(ExploreFiles.Assignments).Length);
    }

    [Fact]
    public async Task One_item_and_constant_features_are_no_error()
    {
        var one = await RunAsync(new ExploreRequest { Source = _folder.Write("one.csv", "a,b\n1,2\n"), Folder = Out });
        Assert.Equal(["summary", "contents"], one.Pages.Select(p => p.Id));

        var rows = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"{i},7"));
        var constant = await RunAsync(new ExploreRequest { Source = _folder.Write("c.csv", "a,b\n" + rows + "\n"), Folder = Out });
        Assert.Contains(constant.Pages.Single(p => p.Id == "features").Blocks, b => b is Reports.Blocks.CaveatBlock { Text: var text } && text.Contains('b', StringComparison.Ordinal));

        var still = await RunAsync(new ExploreRequest { Source = _folder.Write("s.csv", "a,b\n" + string.Join('\n', Enumerable.Repeat("1,2", 12)) + "\n"), Folder = Out });
        Assert.Equal(["summary", "contents"], still.Pages.Select(p => p.Id));
    }

    [Fact]
    public async Task Requests_that_cannot_be_met_say_what_to_change()
    {
        var csv = _folder.Write("n.csv", "a,b\n" + string.Join('\n', Enumerable.Range(0, 6).Select(i => $"{i},{i * i}")) + "\n");

        Assert.Equal(ErrorCodes.InvalidRequest, (await Refused(new ExploreRequest { Source = csv, Folder = Out, Clusters = 7 })).Code);
        Assert.Equal(ErrorCodes.InvalidRequest, (await Refused(new ExploreRequest { Source = csv, Folder = Out, Clusters = 1 })).Code);
        Assert.Contains("kmeans", (await Refused(new ExploreRequest { Source = csv, Folder = Out, Methods = ["kmeens"] })).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.UnknownFeatureSet, (await Refused(new ExploreRequest { Source = csv, Folder = Out, Set = "vlog" })).Code);
    }

    private static Task<Report> RunAsync(ExploreRequest request, IChampionReader? champions = null) =>
        new ExploreArchive(TimeProvider.System, champions).RunAsync(request, null, CancellationToken.None);

    private static Task<AffectException> Refused(ExploreRequest request) => Assert.ThrowsAsync<AffectException>(() => RunAsync(request));

    private string[] Lines(string file) => [.. File.ReadAllLines(Path.Combine(Out, file)).Skip(1)];

    private static (double[] Values, string[] Labels) Blobs(int blobs, int each)
    {
        var random = new Random(1);
        var (values, labels) = (new double[blobs * each * 4], new string[blobs * each]);
        for (var i = 0; i < labels.Length; i++)
        {
            var blob = i % blobs;
            labels[i] = $"class {blob}";
            for (var c = 0; c < 4; c++)
            {
                values[(i * 4) + c] = (c == blob ? 20 : c == 3 ? 10 * blob : 0) + random.NextDouble();
            }
        }

        return (values, labels);
    }

    /// <summary>Reads what stands in the north as gloomy.</summary>
    private sealed class Champion : IChampionReader
    {
        public Task<IReadOnlyList<ArchiveReading>> ReadAsync(IReadOnlyList<ArchiveItem> items, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ArchiveReading>>([.. items.Select((item, i) => Of(i, item.Place == "north" ? 0.9 - (i * 0.001) : 0.2 + (i * 0.001)))]);

        private static ArchiveReading Of(int item, double gloomy) =>
            new(item, "mood@1", gloomy > 0.5 ? "gloomy" : "bright", false, new Dictionary<string, double> { ["gloomy"] = gloomy, ["bright"] = 1 - gloomy });
    }
}
