using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training;
using ServerlessAffect.Pipeline.Training.Evaluation;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Tests.Training.Evaluation;

public sealed class EvaluateRecipeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _test = new();
    private readonly TempFolder _out = new();

    public void Dispose()
    {
        _folder.Dispose();
        _test.Dispose();
        _out.Dispose();
    }

    [Fact]
    public async Task The_split_predicts_the_published_part_alone()
    {
        var metrics = await EvaluateAsync(MadeUpTexts.WriteSentiment(_folder, MadeUpTexts.Make(150, 1), MadeUpTexts.Make(60, 2)), EvaluationProtocol.Split);

        var rows = Rows();
        Assert.Equal((60, 60, "split"), (rows.Length, metrics.N, metrics.Protocol));
        Assert.All(rows, r => Assert.Equal("0", r[2]));
        Assert.Equal(rows.Count(r => r[3] == r[4]) / 60.0, metrics.Accuracy, 12);
        Assert.Equal(60, metrics.Confusion.Sum(r => r.Sum()));
        Assert.All(rows, r => Assert.Equal(1, r[6..].Sum(Number), 9));
        Assert.All(rows, r => Assert.Equal(r[6..].Max(Number), Number(r[5])));
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_out.Path, "metrics.json")))!;
        Assert.Equal(metrics.MacroF1, written["macroF1"]!.GetValue<double>());
        Assert.InRange(metrics.Accuracy, metrics.Ci95["accuracy"][0], metrics.Ci95["accuracy"][1]);
    }

    [Fact]
    public async Task Folds_predict_every_training_row_once_and_no_group_straddles_them()
    {
        WriteTable(_folder, Enumerable.Range(0, 60).SelectMany(g => MadeUpTexts.Make(3, g).Select(r => (r.Text, r.Label, $"g{g}"))));

        var metrics = await EvaluateAsync(new DataSource("table", _folder.Path), EvaluationProtocol.Parse("kfold:4"));

        var rows = Rows();
        Assert.Equal(180, metrics.N);
        Assert.Equal(180, rows.Select(r => r[0]).Distinct().Count());
        Assert.All(rows.GroupBy(r => r[1]), g => Assert.Single(g.Select(r => r[2]).Distinct()));
        Assert.Equal(["0", "1", "2", "3"], rows.Select(r => r[2]).Distinct().Order());
        Assert.Equal(60, metrics.PerGroup.Count);
    }

    [Fact]
    public async Task What_only_the_group_gives_away_is_not_learned()
    {
        // Every text of a group says the group's own word, and the label hangs on the group alone: whoever sees the group in training is always right.
        var random = new Random(5);
        WriteTable(_folder, Enumerable.Range(0, 120).SelectMany(g =>
        {
            var label = random.Next(2);
            return Enumerable.Range(0, 4).Select(i => ($"token{g} token{g} word{i}", label, $"g{g}"));
        }));

        var metrics = await EvaluateAsync(new DataSource("table", _folder.Path), EvaluationProtocol.Parse("kfold:3"));

        Assert.InRange(metrics.Accuracy, 0.3, 0.7);
    }

    [Fact]
    public async Task Leaving_each_group_out_makes_a_fold_of_each()
    {
        WriteTable(_folder, Enumerable.Range(0, 5).SelectMany(g => MadeUpTexts.Make(24, g).Select(r => (r.Text, r.Label, $"speaker {g}"))));

        var metrics = await EvaluateAsync(new DataSource("table", _folder.Path), EvaluationProtocol.LeaveOneGroupOut, "\"folds\": 3");

        Assert.Equal(5, Rows().Select(r => r[2]).Distinct().Count());
        Assert.Equal(24, metrics.PerGroup["speaker 3"].N);
    }

    [Fact]
    public async Task A_group_that_a_spreadsheet_would_run_is_disarmed()
    {
        WriteTable(_folder, Enumerable.Range(0, 6).SelectMany(g => MadeUpTexts.Make(12, g).Select(r => (r.Text, r.Label, $"=1+{g}"))));

        await EvaluateAsync(new DataSource("table", _folder.Path), EvaluationProtocol.Parse("kfold:2"));

        Assert.Equal(72, Rows().Length);
        Assert.All(Rows(), r => Assert.StartsWith("\"'=1+", r[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_of_another_folder_are_predicted_by_models_that_never_saw_their_group()
    {
        WriteTable(_folder, Enumerable.Range(0, 60).SelectMany(g => MadeUpTexts.Make(3, g).Select(r => (r.Text, r.Label, $"g{g}"))));
        WriteTable(_test, [.. Enumerable.Range(0, 20).SelectMany(g => MadeUpTexts.Make(3, 1000 + g).Select(r => (r.Text, r.Label, $"g{g}"))), ("rises gains strong", 1, "new")]);
        var source = new DataSource("table", _folder.Path);

        await EvaluateAsync(source, EvaluationProtocol.Parse("kfold:4"));
        var foldOf = Rows().GroupBy(r => r[1]).ToDictionary(g => g.Key, g => g.First()[2]);
        var metrics = await EvaluateAsync(source, EvaluationProtocol.Parse("kfold:4"), test: new DataSource("table", _test.Path));

        var rows = Rows();
        Assert.Equal(61, metrics.N);
        Assert.All(rows, r => Assert.Equal(foldOf.GetValueOrDefault(r[1], "all"), r[2]));
        Assert.Equal("class1", rows[^1][4]);
    }

    [Fact]
    public async Task The_split_leaves_the_groups_of_test_folders_out_of_training()
    {
        var train = MadeUpTexts.Make(150, 1);
        var source = MadeUpTexts.WriteSentiment(_folder, train, MadeUpTexts.Make(30, 2));
        var test = MadeUpTexts.WriteSentiment(_test, train.Take(40), null);

        var metrics = await EvaluateAsync(source, EvaluationProtocol.Split, test: test);

        Assert.Equal(40, metrics.N);
        Assert.Null(metrics.WithoutRepeats);
    }

    [Theory]
    [InlineData(150, "nothing is left")]
    [InlineData(147, "are in the test data too")]
    public async Task A_test_folder_that_leaves_too_little_to_fit_on_is_named_as_the_cause(int tested, string said)
    {
        var train = MadeUpTexts.Make(150, 1);
        var source = MadeUpTexts.WriteSentiment(_folder, train, MadeUpTexts.Make(30, 2));
        var test = MadeUpTexts.WriteSentiment(_test, train.Take(tested), null);

        var refused = await Assert.ThrowsAsync<AffectException>(() => EvaluateAsync(source, EvaluationProtocol.Split, test: test));

        Assert.Equal(ErrorCodes.InvalidData, refused.Code);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_a_line_a_fold()
    {
        WriteTable(_folder, Enumerable.Range(0, 12).SelectMany(g => Enumerable.Range(0, 4).Select(i => ($"colour{i % 2} colour{i % 2} x{g}", i % 2, $"g{g}"))));
        var stages = new StageList();

        await EvaluateAsync(new DataSource("table", _folder.Path), EvaluationProtocol.LeaveOneGroupOut, progress: stages);

        Assert.Equal(12, stages.Count(s => s.StartsWith("test fold ", StringComparison.Ordinal) && !s.Contains("limit", StringComparison.Ordinal)));
        Assert.InRange(stages.Count, 12, (2 * 12) + 4);
    }

    [Fact]
    public async Task A_group_that_lacks_a_class_is_measured_on_the_classes_that_it_has()
    {
        // Each group is of one class, told by a word that no other class has: every prediction is right.
        WriteTable(_folder, Enumerable.Range(0, 24).SelectMany(g => Enumerable.Range(0, 4).Select(i => ($"colour{g % 2} colour{g % 2} x{i}", g % 2, $"g{g}"))));

        var metrics = await EvaluateAsync(new DataSource("table", _folder.Path), EvaluationProtocol.Parse("kfold:3"));

        Assert.Equal(24, metrics.PerGroup.Count);
        Assert.All(metrics.PerGroup.Values, g => Assert.Equal((4, 1.0, 1.0, 1.0), (g.N, g.Accuracy, g.Uar, g.MacroF1)));
    }

    [Fact]
    public async Task Texts_that_are_their_own_group_are_not_measured_by_group()
    {
        _folder.Write("manifest.csv", "text,label\n" + string.Concat(MadeUpTexts.Make(90, 1).Select(r => $"{r.Text},class{r.Label}\n")));

        var metrics = await EvaluateAsync(new DataSource("table", _folder.Path), EvaluationProtocol.Parse("kfold:2"));

        Assert.Equal(90, metrics.Groups);
        Assert.Empty(metrics.PerGroup);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_files()
    {
        var source = MadeUpTexts.WriteSentiment(_folder, MadeUpTexts.Make(90, 1), MadeUpTexts.Make(30, 2));

        await EvaluateAsync(source, EvaluationProtocol.Split);
        var first = await File.ReadAllBytesAsync(Path.Combine(_out.Path, "predictions.csv"));
        await EvaluateAsync(source, EvaluationProtocol.Split);

        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(_out.Path, "predictions.csv")));
    }

    [Fact]
    public async Task Options_that_make_no_sense_for_texts_are_refused()
    {
        var source = MadeUpTexts.WriteSentiment(_folder, MadeUpTexts.Make(450, 1), MadeUpTexts.Make(30, 2));
        var request = new EvaluationRequest { Recipe = MadeUpTexts.Recipe, Data = [source], Folder = _out.Path };
        foreach (var wrong in new[] { request with { Standardise = Standardising.Speaker }, request with { Protocol = EvaluationProtocol.LeaveOneGroupOut } })
        {
            var failure = await Assert.ThrowsAsync<AffectException>(() => new EvaluateRecipe(TimeProvider.System).RunAsync(wrong, null, CancellationToken.None));
            Assert.Equal(ErrorCodes.InvalidRequest, failure.Code);
        }
    }

    [Theory]
    [InlineData("split")]
    [InlineData("loso")]
    [InlineData("kfold:2")]
    [InlineData("kfold:50")]
    public void A_protocol_reads_back_as_it_was_written(string text) => Assert.Equal(text, EvaluationProtocol.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("kfold")]
    [InlineData("kfold:")]
    [InlineData("kfold:1")]
    [InlineData("kfold:51")]
    [InlineData("kfold:+5")]
    [InlineData("Split")]
    public void Another_protocol_is_refused(string text) =>
        Assert.Equal(ErrorCodes.InvalidRequest, Assert.Throws<AffectException>(() => EvaluationProtocol.Parse(text)).Code);

    private static void WriteTable(TempFolder folder, IEnumerable<(string Text, int Label, string Group)> rows) =>
        folder.Write("manifest.csv", "text,label,group\n" + string.Concat(rows.Select(r => $"{r.Text},class{r.Label},{r.Group}\n")));

    private Task<EvaluationMetrics> EvaluateAsync(DataSource source, EvaluationProtocol protocol, string folds = "\"folds\": 2", DataSource? test = null, IProgress<TrainingProgress>? progress = null) =>
        new EvaluateRecipe(TimeProvider.System).RunAsync(
            new EvaluationRequest
            {
                Recipe = MadeUpTexts.Parse(MadeUpTexts.RecipeJson.Replace("\"folds\": 3", folds, StringComparison.Ordinal)),
                Data = [source],
                Test = test is null ? [] : [test],
                Protocol = protocol,
                Folder = _out.Path,
            },
            progress,
            CancellationToken.None);

    // No name in these tests' data holds a comma but one, which the header and the labels quote.
    private string[][] Rows() =>
    [
        .. File.ReadAllLines(Path.Combine(_out.Path, "predictions.csv")).Skip(1)
            .Select(l => l.Replace("\"Level, or so\"", "Level", StringComparison.Ordinal).Split(',')),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed class StageList : List<string>, IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Add(value.Stage);
    }
}
