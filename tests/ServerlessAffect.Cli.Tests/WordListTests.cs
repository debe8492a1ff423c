using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Tests;

/// <summary>Word lists of the user's, from the command line into a model and out of it again; the lists are made up in WordNet's format.</summary>
public sealed class WordListTests : IDisposable
{
    private const string Recipe = """
        {
          "name": "moods", "version": 1, "title": "Made up.", "modality": "text", "data": "table",
          "features": { "blocks": [ { "name": "words", "stopWordList": "english", "lemmas": ["verb", "noun"] } ] },
          "members": [ { "learner": "logistic-regression", "c": 5 } ],
          "calibration": { "folds": 2 }, "unsure": { "targetAccuracy": 0.9 },
          "terms": "Made up.", "notice": "Made up.", "intendedUse": "Tests.", "limits": []
        }
        """;

    private readonly TempFolder _folder = new();
    private readonly string _recipe;
    private readonly string _out;
    private readonly string _wordNet;
    private readonly string _stopWords;

    public WordListTests()
    {
        _recipe = _folder.Write("moods.json", Recipe);
        _out = Path.Combine(_folder.Root, "out");
        _wordNet = Directory.CreateDirectory(Path.Combine(_folder.Root, "wordnet", "dict")).Parent!.FullName;
        _folder.Write("wordnet/dict/index.noun", "  1 Made-up licence.\nwolf n 1\nday n 1\n");
        _folder.Write("wordnet/dict/index.verb", "  1 Made-up licence.\nrise v 1\nfall v 1\n");
        _folder.Write("wordnet/dict/index.adj", "good a 1\n");
        _folder.Write("wordnet/dict/index.adv", "well r 1\n");
        _folder.Write("wordnet/dict/verb.exc", "rose rise\nrisen rise\nfell fall\n");
        _stopWords = _folder.Write("stop.txt", "The\nof\n");
        _folder.Write("manifest.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 120).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"the market {(i % 2 == 0 ? "rises" : "falls")} number{i},{(i % 2 == 0 ? "glad" : "sad")}\n"))));
    }

    private string[] Data => ["--data", $"table={_folder.Root}"];

    private string[] Words => ["--wordnet", _wordNet, "--stop-words", $"english={_stopWords}"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_carries_the_lists_that_it_was_trained_with_and_scores_without_the_users()
    {
        var trained = await CommandRun.OfAsync(["train", _recipe, .. Data, .. Words, "--out", _out, "--json"]);
        Directory.Delete(_wordNet, recursive: true);
        File.Delete(_stopWords);

        Assert.True(trained.ExitCode == 0, trained.Error);
        foreach (var (text, label) in new[] { ("It rose", "glad"), ("they have risen", "glad"), ("It fell", "sad"), ("falling", "sad") })
        {
            var scored = await CommandRun.OfAsync("score", "--text", text, "--model", _out, "--json");
            Assert.Equal((text, label), (text, Assert.Single(scored.Lines)["label"]!.GetValue<string>()));
        }

        var block = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(_out, "schema.json")))!["parameters"]!["blocks"]![0]!;
        Assert.Equal(["of", "the"], block["stopWords"]!.AsArray().Select(w => w!.GetValue<string>()));
        Assert.Null(block["stopWordList"]);
        Assert.DoesNotContain("0\tthe\t", Unpack("vocabulary.tsv.gz"), StringComparison.Ordinal);
        Assert.Equal("#1 Made-up licence.\n0\tday\n0\twolf\n1\tfall\n1\tfell\tfall\n1\trise\n1\trisen\trise\n1\trose\trise\n", Unpack("wordnet.tsv.gz"));
        Assert.Contains("--wordnet DIR --stop-words english=FILE --seed 0", await File.ReadAllTextAsync(Path.Combine(_out, "card.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_that_were_changed_in_the_model_are_refused()
    {
        await CommandRun.OfAsync(["train", _recipe, .. Data, .. Words, "--out", _out]);
        await using (var file = new GZipStream(File.Create(Path.Combine(_out, "wordnet.tsv.gz")), CompressionLevel.Fastest))
        {
            file.Write("1\tfall\n1\trose\tfall\n"u8);
        }

        var scored = await CommandRun.OfAsync("score", "--text", "It rose", "--model", _out, "--json");

        Assert.Equal(1, scored.ExitCode);
        Assert.Contains(ErrorCodes.TamperedModel, scored.Out + scored.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evaluation_takes_the_same_lists()
    {
        var run = await CommandRun.OfAsync(["evaluate", _recipe, .. Data, .. Words, "--protocol", "kfold:2", "--out", _out, "--json"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(1, Assert.Single(run.Lines)["accuracy"]!.GetValue<double>());
    }

    [Theory]
    [InlineData("--wordnet", ExitCodes.Usage)]
    [InlineData("--stop-words", ExitCodes.Usage)]
    [InlineData("english=none", ExitCodes.Failed)]
    [InlineData("french=", ExitCodes.Usage)]
    public async Task Lists_that_are_missing_or_not_wanted_are_said_before_anything_is_fitted(string what, int exitCode)
    {
        string[] words = what switch
        {
            "--wordnet" => Words[2..],
            "--stop-words" => Words[..2],
            "french=" => [.. Words, "--stop-words", $"french={_stopWords}"],
            _ => [.. Words[..2], "--stop-words", "english=" + Path.Combine(_folder.Root, "none.txt")],
        };

        var run = await CommandRun.OfAsync(["train", _recipe, .. Data, .. words, "--out", _out]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.DoesNotContain("fold 1", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task A_hashed_set_leaves_words_out_and_lemmatises()
    {
        var text = _folder.Write("a.txt", "the market rose");
        var (plain, changed) = (Path.Combine(_folder.Root, "plain.npz"), Path.Combine(_folder.Root, "changed.npz"));

        var first = await CommandRun.OfAsync("features", _folder.Write("b.txt", "market rise"), "--set", "text-hashing", "--out", plain, "--json");
        var second = await CommandRun.OfAsync("features", text, "--set", "text-hashing", "--stop-words", _stopWords, "--wordnet", _wordNet, "--lemmas", "verb", "--out", changed, "--json");

        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Equal(Entry(plain, "indices"), Entry(changed, "indices"));
        Assert.NotEqual(first.Lines[0]["hash"]!.GetValue<string>(), second.Lines[0]["hash"]!.GetValue<string>());
        Assert.NotNull(second.Lines[0]["schema"]!["assets"]!["wordnet.tsv.gz"]);
    }

    [Theory]
    [InlineData("text-hashing", "--lemmas", "verb")]
    [InlineData("text-hashing-characters", "--stop-words", "stop.txt")]
    [InlineData("tweet-topic", "--stop-words", "stop.txt")]
    public async Task Options_that_a_set_has_no_use_for_are_refused(string set, string option, string value)
    {
        var run = await CommandRun.OfAsync("features", _folder.Write("a.txt", "text"), "--set", set, option, value == "stop.txt" ? _stopWords : value, "--out", Path.Combine(_folder.Root, "f.npz"));

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.False(File.Exists(Path.Combine(_folder.Root, "f.npz")));
    }

    private static byte[] Entry(string npz, string name)
    {
        using var zip = ZipFile.OpenRead(npz);
        using var entry = zip.GetEntry(name + ".npy")!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private string Unpack(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(_out, name)), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
