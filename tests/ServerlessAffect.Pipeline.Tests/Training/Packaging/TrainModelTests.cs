using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Training;
using ServerlessAffect.Pipeline.Training.Packaging;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Tests.Training.Packaging;

public sealed class TrainModelTests : IDisposable
{
    private static readonly DateTimeOffset Created = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_trained_model_is_a_whole_package_that_beats_the_majority()
    {
        var trained = await TrainAsync(Source(MadeUpTexts.Make(240, 1), MadeUpTexts.Make(90, 2)));

        await ModelFolder.WriteAsync(trained.Package, Path.Combine(_folder.Path, "model"), CancellationToken.None);
        var read = await ModelFolder.ReadAsync(Path.Combine(_folder.Path, "model"), trained.Package.Manifest.Digest, CancellationToken.None);
        Assert.Equal(["card.md", "metrics.json", "model.onnx", "schema.json", "vocabulary.tsv.gz"], read.Manifest.Files.Keys.Order());
        Assert.StartsWith("20310506-", read.Manifest.Version, StringComparison.Ordinal);
        Assert.Equal(["Down", "Up", "Level, or so"], read.Manifest.Classes);
        Assert.Equal("made-up@1", read.Manifest.Recipe);
        Assert.Equal(200, read.Schema.Axes[1].Size);
        Assert.True(trained.Metrics.Accuracy > 0.8, $"accuracy {trained.Metrics.Accuracy}");
        Assert.InRange(trained.Metrics.MajorityAccuracy, 0.33, 0.34);
        Assert.Equal(read.Manifest.Metrics["macroF1"].Value, trained.Metrics.MacroF1);

        var metrics = JsonNode.Parse(read.Files[ModelPackage.MetricsFile].Span)!;
        string[] fixedMembers =
            ["recipe", "protocol", "n", "classes", "accuracy", "uar", "macroF1", "weightedF1", "majorityAccuracy", "ci95", "eceBefore", "eceAfter", "confusion", "perGroup"];
        Assert.All(fixedMembers, member => Assert.NotNull(metrics[member]));
        var card = Encoding.UTF8.GetString(read.Files[ModelPackage.CardFile].Span);
        Assert.All(["## Intended use", "## Limits", "## Data and terms", "## Figures", read.Manifest.Snapshot.Value], part => Assert.Contains(part, card, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_data_and_seed_give_the_same_bytes_and_another_seed_does_not()
    {
        var source = Source(MadeUpTexts.Make(120, 1), MadeUpTexts.Make(30, 2));

        var (first, again, other) = (await TrainAsync(source), await TrainAsync(source), await TrainAsync(source, seed: 1));

        Assert.Equal(first.Package.Manifest.Digest, again.Package.Manifest.Digest);
        Assert.NotEqual(first.Package.Manifest.Files[ModelPackage.ModelFile], other.Package.Manifest.Files[ModelPackage.ModelFile]);
    }

    [Fact]
    public async Task Absurd_values_in_the_test_part_change_nothing_that_is_fitted()
    {
        var train = MadeUpTexts.Make(150, 1);
        var clean = await TrainAsync(Source(train, MadeUpTexts.Make(30, 2)));
        var poisoned = await TrainAsync(Source(train, Enumerable.Range(0, 500).Select(i => (string.Concat(Enumerable.Repeat("zzz rises falls says ", 50)) + i, i % 2))));

        Assert.Equal(clean.Package.Manifest.SchemaHash, poisoned.Package.Manifest.SchemaHash);
        Assert.Equal(clean.Package.Manifest.Calibration, poisoned.Package.Manifest.Calibration);
        foreach (var file in new[] { ModelPackage.ModelFile, ModelPackage.SchemaFile, "vocabulary.tsv.gz" })
        {
            Assert.Equal(clean.Package.Manifest.Files[file], poisoned.Package.Manifest.Files[file]);
        }

        Assert.NotEqual(clean.Metrics.Accuracy, poisoned.Metrics.Accuracy);
        Assert.NotEqual(clean.Package.Manifest.Snapshot, poisoned.Package.Manifest.Snapshot);
    }

    [Fact]
    public async Task Texts_that_repeat_a_training_text_are_counted_and_left_out_beside()
    {
        var train = MadeUpTexts.Make(120, 1);
        var fresh = MadeUpTexts.Make(30, 2);

        var trained = await TrainAsync(Source(train, [.. fresh, .. train.Take(7).Select(r => (r.Text.ToUpperInvariant() + "  https://t.co/1", r.Label))]));

        Assert.Equal((37, 30), (trained.Metrics.N, trained.Metrics.WithoutRepeats!.N));
        Assert.Contains("accuracyWithoutRepeats", trained.Package.Manifest.Metrics.Keys);
    }

    [Fact]
    public async Task A_table_is_measured_on_groups_that_training_never_saw()
    {
        var rows = MadeUpTexts.Make(400, 3);
        _folder.Write("manifest.csv", "text,label,group\n" + string.Concat(rows.Select((r, i) => $"{r.Text},class{r.Label},g{i / 4}\n")));

        var trained = await TrainAsync(new DataSource("table", _folder.Path));

        Assert.Equal(["class0", "class1", "class2"], trained.Package.Manifest.Classes);
        Assert.InRange(trained.Metrics.N, 40, 120);
        Assert.Equal(trained.Metrics.Groups, trained.Metrics.PerGroup.Count);
    }

    [Fact]
    public async Task Of_a_model_that_saw_other_data_than_its_recipe_was_made_for_the_recipes_words_are_not_said()
    {
        var recipe = MadeUpTexts.Parse(MadeUpTexts.RecipeJson.Replace("\"Made up.\"", "\"About published tweets.\"", StringComparison.Ordinal).Replace("Everything.", "About published tweets.", StringComparison.Ordinal));
        _folder.Write("manifest.csv", "text,label,group\n" + string.Concat(MadeUpTexts.Make(200, 3).Select((r, i) => $"{r.Text},class{r.Label},g{i / 4}\n")));
        var table = new DataSource("table", _folder.Path);

        var plain = await TrainAsync(table, recipe: recipe);
        _folder.Write("dataset.json", "{\"terms\":\"For our own use.\"}");
        var described = await TrainAsync(table, recipe: recipe);
        var own = await TrainAsync(table, recipe: recipe with { Data = "table" });

        foreach (var trained in new[] { plain, described })
        {
            Assert.Contains("class0, class1, class2", CardOf(trained), StringComparison.Ordinal);
            Assert.All([CardOf(trained), trained.Package.Manifest.Terms, trained.Package.Manifest.Notice], text => Assert.DoesNotContain("About published", text, StringComparison.Ordinal));
            Assert.Contains(trained.Package.Manifest.Terms, CardOf(trained), StringComparison.Ordinal);
        }

        Assert.Contains("with the recipe made-up@1; the terms are those of that data", plain.Package.Manifest.Terms, StringComparison.Ordinal);
        Assert.Equal("For our own use.", described.Package.Manifest.Terms);
        Assert.Equal(("About published tweets. For our own use.", "About published tweets."), (own.Package.Manifest.Terms, own.Package.Manifest.Notice));
    }

    [Fact]
    public async Task A_card_says_when_few_groups_were_measured()
    {
        var many = await TrainAsync(Source(MadeUpTexts.Make(120, 1), MadeUpTexts.Make(30, 2)));
        _folder.Write("manifest.csv", "text,label,group\n" + string.Concat(MadeUpTexts.Make(160, 3).Select((r, i) => $"{r.Text},class{r.Label},g{i / 20}\n")));

        var few = await TrainAsync(new DataSource("table", _folder.Path));

        Assert.InRange(few.Metrics.Groups, 1, 5);
        Assert.Contains($"comes from {few.Metrics.Groups} group", CardOf(few), StringComparison.Ordinal);
        Assert.DoesNotContain("The measured part comes from", CardOf(many), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_leaves_nothing_to_compare_on_is_refused_before_the_first_fit()
    {
        _folder.Write("manifest.csv", "text,label,group\n" + string.Concat(MadeUpTexts.Make(400, 3).Select((r, i) => $"{r.Text},class{r.Label},g{i % 3}\n")));
        var stages = new List<string>();

        var failure = await Assert.ThrowsAsync<AffectException>(() => new TrainModel(TimeProvider.System).RunAsync(
            new TrainingRequest { Recipe = MadeUpTexts.Recipe, Data = [new DataSource("table", _folder.Path)] }, new Stages(p => stages.Add(p.Stage)), CancellationToken.None));

        Assert.Equal(ErrorCodes.InvalidData, failure.Code);
        Assert.Equal(["reading the data"], stages);
    }

    [Fact]
    public async Task Fits_that_stop_at_their_limit_are_said_and_recorded()
    {
        var source = Source(MadeUpTexts.Make(120, 1), MadeUpTexts.Make(30, 2));
        var stages = new List<string>();
        var hasty = MadeUpTexts.Parse(MadeUpTexts.RecipeJson.Replace("\"maxIterations\": 30", "\"maxIterations\": 1", StringComparison.Ordinal));

        var stopped = await TrainAsync(source, recipe: hasty, progress: new Stages(p => stages.Add(p.Stage)));
        var patient = await TrainAsync(source, recipe: MadeUpTexts.Parse(MadeUpTexts.RecipeJson.Replace("\"maxIterations\": 30", "\"maxIterations\": 3000", StringComparison.Ordinal)));

        Assert.Equal((false, true), (stopped.Metrics.Converged, patient.Metrics.Converged));
        Assert.Contains(stages, s => s.StartsWith("all rows: logistic-regression stopped at its limit of 1 iterations", StringComparison.Ordinal));
        Assert.Contains("ended at their iteration limit", CardOf(stopped), StringComparison.Ordinal);
        Assert.DoesNotContain("ended at their iteration limit", CardOf(patient), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_with_too_few_groups_is_named()
    {
        var failure = await Assert.ThrowsAsync<AffectException>(() => TrainAsync(Source(MadeUpTexts.Make(60, 1).Where((r, i) => r.Label != 2 || i < 6), MadeUpTexts.Make(30, 2))));

        Assert.Equal(ErrorCodes.InvalidData, failure.Code);
        Assert.Contains("Level, or so", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_names_stages_and_a_stop_is_heeded()
    {
        using var stop = new CancellationTokenSource();
        var stages = new List<string>();
        var progress = new Stages(p =>
        {
            stages.Add(p.Stage);
            if (p.Stage.Contains("fold 2", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        });
        var request = new TrainingRequest { Recipe = MadeUpTexts.Recipe, Data = [Source(MadeUpTexts.Make(120, 1), MadeUpTexts.Make(30, 2))] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TrainModel(TimeProvider.System).RunAsync(request, progress, stop.Token));

        Assert.Contains("fold 1 of 3: logistic-regression", stages);
        Assert.DoesNotContain(stages, s => s.Contains("fold 3", StringComparison.Ordinal));
    }

    private DataSource Source(IEnumerable<(string Text, int Label)> train, IEnumerable<(string Text, int Label)> valid) => MadeUpTexts.WriteSentiment(_folder, train, valid);

    private static string CardOf(TrainedModel trained) => Encoding.UTF8.GetString(trained.Package.Files[ModelPackage.CardFile].Span);

    private static Task<TrainedModel> TrainAsync(DataSource source, int seed = 0, Recipe? recipe = null, IProgress<TrainingProgress>? progress = null) => new TrainModel(TimeProvider.System).RunAsync(
        new TrainingRequest { Recipe = recipe ?? MadeUpTexts.Recipe, Data = [source], Seed = seed, Created = Created }, progress, CancellationToken.None);

    private sealed class Stages(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
