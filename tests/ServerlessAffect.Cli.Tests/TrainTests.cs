using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests;

public sealed class TrainTests : IDisposable
{
    private const string Recipe = """
        {
          "name": "moods", "version": 1, "title": "Made up.", "modality": "text", "data": "table",
          "features": { "blocks": [ { "name": "words" } ] },
          "members": [ { "learner": "logistic-regression", "c": 5 } ],
          "calibration": { "folds": 2 }, "unsure": { "targetAccuracy": 0.9 },
          "terms": "Made up.", "notice": "Made up.", "intendedUse": "Tests.", "limits": []
        }
        """;

    private readonly TempFolder _folder = new();
    private readonly string _recipe;
    private readonly string _out;

    public TrainTests()
    {
        _recipe = _folder.Write("moods.json", Recipe);
        _out = Path.Combine(_folder.Root, "out");
        _folder.Write("manifest.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 120).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "a good" : "a bad")} day number{i},{(i % 2 == 0 ? "glad" : "sad")}\n"))));
    }

    private string Data => $"table={_folder.Root}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_writes_a_package_that_scores()
    {
        var surroundings = new Surroundings(_folder.Root, new Dictionary<string, string> { ["SOURCE_DATE_EPOCH"] = "1900000000" });

        var run = await CommandRun.OfAsync(surroundings, "train", _recipe, "--data", Data, "--seed", "3", "--out", _out, "--json");

        Assert.Equal((0, 1), (run.ExitCode, run.Lines.Count));
        Assert.StartsWith("20300317-", run.Lines[0]["version"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, run.Lines[0]["metrics"]!["accuracy"]!.GetValue<double>());
        Assert.Contains("fold 1 of 2", run.Error, StringComparison.Ordinal);
        var scored = await CommandRun.OfAsync("score", "--text", "such a good thing", "--model", _out, "--json");
        Assert.Equal("glad", Assert.Single(scored.Lines)["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task Evaluating_writes_predictions_and_figures_and_shows_them()
    {
        var run = await CommandRun.OfAsync("evaluate", _recipe, "--data", Data, "--protocol", "kfold:3", "--out", _out);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("macro-F1", run.Out, StringComparison.Ordinal);
        Assert.Equal("id,group,fold,truth,label,confidence,p_glad,p_sad", File.ReadLines(Path.Combine(_out, "predictions.csv")).First());
        Assert.True(File.Exists(Path.Combine(_out, "metrics.json")));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("evaluate")]
    public async Task A_run_that_fails_leaves_no_folder_behind(string command)
    {
        _folder.Write("manifest.csv", "text,label\none,glad\ntwo,sad\n");

        var run = await CommandRun.OfAsync(command, _recipe, "--data", Data, "--out", Path.Combine(_out, "below"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("groups", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
        Directory.CreateDirectory(_out);
        await CommandRun.OfAsync(command, _recipe, "--data", Data, "--out", _out);
        Assert.True(Directory.Exists(_out));
    }

    [Theory]
    [InlineData(2, "--data", "nonsense")]
    [InlineData(2, "--data", "=x")]
    [InlineData(2, "--out", "here")]
    [InlineData(1, "--data", "table=/no/such/folder")]
    [InlineData(1, "--data", "heap=/tmp")]
    public async Task What_is_wrong_on_the_command_line_or_in_the_data_is_told_apart(int exitCode, string option, string value)
    {
        string[] args = option == "--out" ? ["train", _recipe, option, value] : ["train", _recipe, option, value, "--out", _out];

        var run = await CommandRun.OfAsync(args);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.StartsWith("affect: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--protocol", "sometimes")]
    [InlineData("--protocol", "kfold:1")]
    [InlineData("--protocol", "loso")]
    [InlineData("--standardise", "speaker")]
    [InlineData("--standardise", "everybody")]
    [InlineData("--test", "table")]
    public async Task Evaluation_refuses_what_does_not_apply(string option, string value) =>
        Assert.Equal(2, (await CommandRun.OfAsync("evaluate", _recipe, "--data", Data, option, value, "--out", _out)).ExitCode);

    [Fact]
    public async Task An_unknown_recipe_is_answered_with_those_there_are()
    {
        var run = await CommandRun.OfAsync("train", "tweet-moods", "--data", Data, "--out", _out);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("tweet-sentiment, tweet-topic", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_without_storage_fails_before_anything_is_trained()
    {
        var run = await CommandRun.OfAsync("train", _recipe, "--data", Data, "--out", _out, "--publish");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("affect up", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fold 1", run.Error, StringComparison.Ordinal);
    }
}
