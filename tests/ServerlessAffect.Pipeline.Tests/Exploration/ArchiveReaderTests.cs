using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Pipeline.Exploration;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Tests.Training.World;

namespace ServerlessAffect.Pipeline.Tests.Exploration;

public sealed class ArchiveReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_manifest_says_labels_dates_places_and_tags()
    {
        _folder.WriteBytes("a.wav", [1]);
        _folder.WriteBytes("b/c.mp4", [2]);
        _folder.Write("manifest.csv", "file,Emotion,speaker,date,place,tags\na.wav,angry,S1,2026-03-04,Oslo,work;rain\nb/c.mp4,sad,S2,20260305,,\n");

        var archive = await ReadAsync(_folder.Path);

        Assert.Equal(ArchiveKind.Recordings, archive.Kind);
        Assert.Equal(["a.wav", "b/c.mp4"], archive.Items.Select(i => i.Id));
        Assert.Equal(["angry", "sad"], archive.Items.Select(i => i.Label));
        Assert.Equal(["S1", "S2"], archive.Items.Select(i => i.Group));
        Assert.Equal([new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero)], archive.Items.Select(i => i.Date!.Value));
        Assert.Equal(["work", "rain"], archive.Items[0].Tags);
        Assert.Equal(("Oslo", null), (archive.Items[0].Place, archive.Items[1].Place));
        Assert.All(archive.Items, i => Assert.True(File.Exists(i.Recording)));
    }

    [Fact]
    public async Task Loose_recordings_are_labelled_by_their_folders_and_dated_by_their_names()
    {
        _folder.WriteBytes("happy/vlog 2026-01-02.wav", [1]);
        _folder.WriteBytes("sad/x.flac", [2]);
        _folder.Write("sad/notes.txt", "left out");

        var archive = await ReadAsync(_folder.Path);

        Assert.Equal(["happy", "sad"], archive.Items.Select(i => i.Label));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), archive.Items[0].Date);
        Assert.Contains(archive.Remarks, r => r.Contains("1 text files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_of_a_published_set_is_known_by_its_names()
    {
        _folder.WriteBytes("Actor_01/03-01-05-01-01-01-01.wav", [1]);
        _folder.WriteBytes("Actor_02/03-01-04-01-01-01-02.wav", [2]);

        var archive = await ReadAsync(_folder.Path);

        Assert.Equal("ravdess", archive.Name);
        Assert.Equal(["angry", "sad"], archive.Items.Select(i => i.Label).Order());
        Assert.Equal(["ravdess-01", "ravdess-02"], archive.Items.Select(i => i.Group));
    }

    [Fact]
    public async Task Texts_come_from_csv_and_jsonl_with_what_else_their_rows_say()
    {
        var csv = await ReadAsync(_folder.Write("t.csv", "id,tweet,label,date\n7,\"one, two\",a,2026-01-01\n8,  ,b,2026-01-02\n9,three,b,\n"));
        var lines = await ReadAsync(_folder.Write("t.jsonl", "{\"text\":\"one\",\"tags\":[\"x\",\"y\"]}\n\n{\"text\":\"two\",\"label\":\"b\"}\n"));

        Assert.Equal([("7", "one, two", "a"), ("9", "three", "b")], csv.Items.Select(i => (i.Id, i.Text!, i.Label!)));
        Assert.Contains(csv.Remarks, r => r.StartsWith("1 rows without a text", StringComparison.Ordinal));
        Assert.Equal([("row:0", "one"), ("row:1", "two")], lines.Items.Select(i => (i.Id, i.Text!)));
        Assert.Equal(["x", "y"], lines.Items[0].Tags);
    }

    [Fact]
    public async Task Numbers_come_from_npy_and_from_a_csv_without_texts()
    {
        _folder.WriteBytes("m.npy", NpyFile.Write(new NpyArray(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2)));
        var matrix = await ReadAsync(Path.Combine(_folder.Path, "m.npy"));
        var table = await ReadAsync(_folder.Write("n.csv", "id,height,label,weight\na,1.5,x,2e1\nb,2,y,-3\n"));

        Assert.Equal((3, 2), (matrix.Numbers!.Rows, matrix.Numbers.Columns));
        Assert.Equal(["row:0", "row:1", "row:2"], matrix.Items.Select(i => i.Id));
        Assert.Equal(["height", "weight"], table.Columns);
        Assert.Equal([1.5, 20, 2, -3], table.Numbers!.Values);
        Assert.Equal(["x", "y"], table.Items.Select(i => i.Label));
    }

    [Theory]
    [InlineData("row:0,a\nrow:2,b\n", 2)]
    [InlineData("row:1,b\n", 1)]
    public async Task Labels_of_a_file_join_the_items_they_name(string rows, int labelled)
    {
        _folder.WriteBytes("m.npy", NpyFile.Write(new NpyArray(new double[6], 3, 2)));
        var labels = _folder.Write("labels.csv", "id,label\n" + rows);

        var archive = await ReadAsync(Path.Combine(_folder.Path, "m.npy"), labels);

        Assert.Equal(labelled, archive.Items.Count(i => i.Label is not null));
    }

    [Theory]
    [InlineData("id,label\nnobody,a\n", ErrorCodes.InvalidData)]
    [InlineData("id,label\nrow:0,a\nrow:0,b\n", ErrorCodes.InvalidData)]
    [InlineData("id,mood\nrow:0,a\n", ErrorCodes.UnknownColumn)]
    [InlineData("id,label\n", ErrorCodes.EmptyTable)]
    public async Task A_file_of_labels_that_cannot_be_used_says_why(string content, string code)
    {
        _folder.WriteBytes("m.npy", NpyFile.Write(new NpyArray(new double[6], 3, 2)));
        var fault = await Assert.ThrowsAsync<AffectException>(() => ReadAsync(Path.Combine(_folder.Path, "m.npy"), _folder.Write("labels.csv", content)));
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task What_cannot_be_explored_says_what_to_change()
    {
        _folder.WriteBytes("nan.npy", NpyFile.Write(new NpyArray(new double[] { 1, double.NaN }, 2, 1)));
        _folder.WriteBytes("row.npy", NpyFile.Write(new NpyArray(new double[] { 1, 2 }, 2)));
        _folder.WriteBytes("cut.npy", [0x93, (byte)'N']);

        Assert.Equal(ErrorCodes.UnknownData, (await Refused("nowhere")).Code);
        Assert.Equal(ErrorCodes.NotFinite, (await Refused("nan.npy")).Code);
        Assert.Equal(ErrorCodes.InvalidData, (await Refused("row.npy")).Code);
        Assert.Equal(ErrorCodes.InvalidData, (await Refused("cut.npy")).Code);
        Assert.Equal(ErrorCodes.UnknownColumn, (await Refused(_folder.Write("two.csv", "a,b\nx,y\n"))).Code);
        Assert.Equal(ErrorCodes.InvalidData, (await Refused(_folder.Write("twice.csv", "id,text\n1,a\n1,b\n"))).Code);
        Assert.Equal(ErrorCodes.MalformedJson, (await Refused(_folder.Write("bad.jsonl", "{\"text\":\"a\"}\nsecret words\n"))).Code);
        Assert.Equal(ErrorCodes.UnsupportedType, (await Refused(_folder.Write("x.pdf", "%PDF"))).Code);
        Assert.DoesNotContain("secret", (await Refused("bad.jsonl")).Message, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));
        Assert.Equal(ErrorCodes.UnknownData, (await Refused("empty")).Code);
    }

    [Theory]
    [InlineData("vlog_20260102_0304.mp4", "2026-01-02T03:04:00")]
    [InlineData("2026-01-02.wav", "2026-01-02T00:00:00")]
    [InlineData("IMG_2026_01_02T03-04-05", "2026-01-02T03:04:05")]
    [InlineData("12345678901234", null)]
    [InlineData("20261302", null)]
    [InlineData("03-01-05-01-01-01-01", null)]
    public void Dates_in_names_are_read_where_a_calendar_has_them(string name, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected + "Z", System.Globalization.CultureInfo.InvariantCulture), NameDate.Of(name));

    [Theory]
    [InlineData(0, 3_850_000_000u, "2025-12-31T04:26:40")]
    [InlineData(0, 0u, null)]
    [InlineData(3, 3_850_000_000u, null)]
    public void A_movie_header_dates_a_video(int cutOff, uint seconds, string? expected)
    {
        byte[] moov = [0, 0, 0, 0x1C, .. "moov"u8, 0, 0, 0, 0x14, .. "mvhd"u8, 0, 0, 0, 0, (byte)(seconds >> 24), (byte)(seconds >> 16), (byte)(seconds >> 8), (byte)seconds, 0, 0, 0, 0];
        byte[] file = [0, 0, 0, 0x10, .. "ftypisom"u8, 0, 0, 0, 0, .. moov];
        _folder.WriteBytes("v.mp4", file[..^cutOff]);

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected + "Z", System.Globalization.CultureInfo.InvariantCulture), MovieDate.Of(Path.Combine(_folder.Path, "v.mp4")));
    }

    private static Task<Archive> ReadAsync(string source, string? labels = null) =>
        ArchiveReader.ReadAsync(new ExploreRequest { Source = source, Labels = labels, Folder = "unused" }, CancellationToken.None);

    private Task<AffectException> Refused(string name) => Assert.ThrowsAsync<AffectException>(() => ReadAsync(Path.Combine(_folder.Path, name)));
}
