using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Cli.Tests;

/// <summary>Whatever is handed to <c>affect score</c>, the other inputs get their readings and this one a code and a sentence.</summary>
public sealed class BadInputTests(TinyModels models) : IClassFixture<TinyModels>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[], string> Files() => new()
    {
        { "empty.txt", [], ErrorCodes.EmptyFile },
        { "blank.txt", "  \n "u8.ToArray(), ErrorCodes.EmptyText },
        { "no-extension", "a gain"u8.ToArray(), ErrorCodes.UnsupportedType },
        { "sheet.xlsx", "PK"u8.ToArray(), ErrorCodes.UnsupportedType },
        { "archive.txt", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, .. Enumerable.Range(0, 400).Select(i => (byte)(i * 37))], ErrorCodes.NotText },
        { "picture.csv", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, .. Enumerable.Range(0, 400).Select(i => (byte)(i * 91))], ErrorCodes.NotText },
        { "empty.csv", "id,text\n"u8.ToArray(), ErrorCodes.EmptyTable },
        { "wide.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 100_000).Select(i => "c" + i)) + "\n"), ErrorCodes.TooManyColumns },
        { "sound.wav", "RIFF"u8.ToArray(), ErrorCodes.UnsupportedModality },
        { "face.jpg", [0xff, 0xd8, 0xff], ErrorCodes.UnsupportedModality },
        { "film.mp4", "ftyp"u8.ToArray(), ErrorCodes.UnsupportedModality },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_bad_file_gets_its_code_and_the_next_one_its_reading(string name, byte[] content, string code)
    {
        var bad = _folder.Write(name, content);
        var good = _folder.Write("good.txt", "a gain");

        var run = await ScoreAsync(bad, good, "--model", "tiny-mood", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        await LineSchema.AssertValidAsync("score.schema.json", run.Out);
        Assert.Equal(2, run.Lines.Count);
        AssertFailed(run.Lines[0], code);
        Assert.Equal("scored", run.Lines[1]["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_a_folder_are_said_to_be_that()
    {
        var run = await ScoreAsync(Path.Combine(_folder.Root, "none.txt"), _folder.Root, "--model", "tiny-mood", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        AssertFailed(run.Lines[0], ErrorCodes.NotFound);
        AssertFailed(run.Lines[1], ErrorCodes.UnsupportedType);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x20, 0x67, 0x61, 0x69, 0x6e, 0x20, 0x63, 0x61, 0x66, 0xe9, 0x21 }, "Read as windows-1252, which is a guess")]
    [InlineData(new byte[] { 0x61, 0x20, 0x67, 0x61, 0x69, 0x6e, 0x20, 0xc3, 0xa9, 0xc3, 0xa9, 0xc3, 0xa9, 0xff }, "1 byte sequences could not be decoded")]
    public async Task How_a_text_that_is_not_utf8_was_read_is_said_with_its_readings(byte[] content, string said)
    {
        var run = await ScoreAsync(_folder.Write("strange.txt", content), "--model", "tiny-mood", "--json");

        var line = Assert.Single(run.Lines);
        Assert.Equal("up", line["label"]!.GetValue<string>());
        Assert.StartsWith(models.Mood.Manifest.Notice, line["notice"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(said, line["notice"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_of_many_rows_says_what_only_the_last_one_shows()
    {
        var csv = _folder.Write("late.csv", [.. Encoding.UTF8.GetBytes("text\n" + string.Concat(Enumerable.Repeat("a gain\n", 20_000)) + "\u00e9\u00e9 "), 0xff, (byte)'\n']);

        var run = await ScoreAsync(csv, "--model", "tiny-mood", "--json");

        Assert.Equal(20_001, run.Lines.Count);
        Assert.All(new[] { run.Lines[0], run.Lines[^1] }, l => Assert.Contains("could not be decoded", l["notice"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_without_a_header_loses_no_text()
    {
        var run = await ScoreAsync(_folder.Write("bare.csv", "what a gain\nwhat a loss\n"), "--model", "tiny-mood", "--json");

        Assert.Equal(["up", "down"], run.Lines.Select(l => l["label"]!.GetValue<string>()));
        Assert.All(run.Lines, l => Assert.Contains("first line", l["notice"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_of_five_megabytes_is_refused_as_a_document_and_the_rest_is_read()
    {
        var csv = _folder.Write("long.csv", $"text\n{new string('a', 5 << 20)}\na gain\n");

        var run = await ScoreAsync(csv, "--model", "tiny-mood", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        AssertFailed(run.Lines[0], ErrorCodes.DocumentTooLong);
        Assert.Equal("up", run.Lines[1]["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_unknown_column_is_named_and_the_known_ones_too()
    {
        var csv = _folder.Write("a.csv", "id,body\n1,a gain\n");

        var line = Assert.Single((await ScoreAsync(csv, "--text-column", "tweet", "--model", "tiny-mood", "--json")).Lines);

        AssertFailed(line, ErrorCodes.UnknownColumn);
        Assert.Contains("body", line["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("tiny-mood@20200101-00000000")]
    [InlineData("Not A Name")]
    [InlineData("./nowhere")]
    public async Task An_unknown_model_fails_every_input_with_its_code(string model)
    {
        var run = await ScoreAsync(_folder.Write("a.txt", "a gain"), "--model", model, "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        await LineSchema.AssertValidAsync("score.schema.json", run.Out);
        AssertFailed(Assert.Single(run.Lines), ErrorCodes.UnknownModel);
    }

    [Theory]
    [InlineData(ModelPackage.ModelFile)]
    [InlineData(ModelPackage.ManifestFile)]
    [InlineData(ModelPackage.SchemaFile)]
    [InlineData("vocabulary.tsv.gz")]
    public async Task One_changed_byte_in_any_file_of_a_model_silences_it_alone(string file)
    {
        using var tampered = new TinyModels();
        var path = Path.Combine(tampered.FolderOf(tampered.Mood), file);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var run = await CommandRun.OfAsync(tampered.Surroundings, "score", "--text", "a gain", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Equal(2, run.Lines.Count);
        await LineSchema.AssertValidAsync("score.schema.json", run.Out);
        AssertFailed(run.Lines[0], ErrorCodes.TamperedModel);
        var (refused, known) = (run.Lines[0]["model"]!, file != ModelPackage.ManifestFile);
        Assert.Equal(("tiny-mood", known ? tampered.Mood.Manifest.Version : null), ((string?)refused["name"], (string?)refused["version"]));
        Assert.Null(refused["sha256"]);
        Assert.Equal("tiny-topic", run.Lines[1]["model"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_any_model_the_way_to_one_is_said()
    {
        using var nothing = new TempFolder();
        var surroundings = new Surroundings(nothing.Root, new Dictionary<string, string> { ["AFFECT_MODELS"] = nothing.Root });

        var run = await CommandRun.OfAsync(surroundings, "score", "--text", "a gain", "--json");

        AssertFailed(Assert.Single(run.Lines), ErrorCodes.NoModel);
    }

    [Fact]
    public async Task A_name_with_control_characters_cannot_move_the_cursor()
    {
        var run = await ScoreAsync(_folder.Write("a\u001b[2Jb.txt", "a gain"), "--model", "tiny-mood");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    private static void AssertFailed(JsonNode line, string code)
    {
        Assert.Equal("failed", line["status"]!.GetValue<string>());
        Assert.Equal(code, line["error"]!["code"]!.GetValue<string>());
        Assert.True(line["error"]!["message"]!.GetValue<string>().Length > 20, "The message is no sentence.");
    }

    private Task<CommandRun> ScoreAsync(params string[] args) => CommandRun.OfAsync(models.Surroundings, ["score", .. args]);
}
