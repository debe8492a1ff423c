using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Inference;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;
using ServerlessAffect.Pipeline.Training;
using ServerlessAffect.Pipeline.Training.Evaluation;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Recordings;
using ServerlessAffect.Pipeline.Training.Sets;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Pipeline.Tests.Training.Packaging;

/// <summary>Holds the models of the repository to what their files say.</summary>
public class CommittedModelTests
{
    private const long MostBytes = 6_000_000;

    /// <summary>The recipes whose models are shipped; the others measure.</summary>
    private static readonly string[] Shipped = ["speech-emotion", "tweet-sentiment", "tweet-topic"];
    private static readonly string Models = Path.Combine(SharedFiles.RepositoryRoot, "models");

    public static TheoryData<string> TextFolders => [.. ((IEnumerable<object[]>)Folders).Select(f => (string)f[0]).Where(f => !f.StartsWith("speech", StringComparison.Ordinal))];

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateFiles(Models, ModelPackage.ManifestFile, SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Models, Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_is_a_model_for_every_recipe_that_is_shipped() =>
        Assert.Equal(Shipped, Directory.EnumerateDirectories(Models).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_committed_model_is_whole_small_and_made_by_its_recipe(string folder)
    {
        var package = await ReadAsync(folder);

        Assert.Equal(folder, Path.Combine(package.Manifest.Name, package.Manifest.Version));
        Assert.Equal(package.Manifest.Files.Count + 1, Directory.EnumerateFileSystemEntries(Path.Combine(Models, folder)).Count());
        Assert.InRange(Directory.EnumerateFiles(Path.Combine(Models, folder)).Sum(f => new FileInfo(f).Length), 1, MostBytes);
        var recipe = await RecipeFile.ReadAsync(Path.Combine(SharedFiles.RepositoryRoot, "recipes", package.Manifest.Name + ".json"), CancellationToken.None);
        Assert.Equal(RecipeFile.HashOf(recipe), package.Manifest.RecipeHash);
        Assert.Equal(recipe.Terms, package.Manifest.Terms);
    }

    [SkippableFact]
    public async Task The_committed_speech_model_reads_recordings_of_speakers_it_never_heard()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(Models, "speech-emotion")))
        {
            var package = await ReadAsync(folder);
            var recipe = await RecipeFile.ReadAsync(Path.Combine(SharedFiles.RepositoryRoot, "recipes", "speech-emotion.json"), CancellationToken.None);
            var stated = JsonSerializer.Deserialize<EvaluationMetrics>(package.Files[ModelPackage.MetricsFile].Span, AffectJson.Strict)!;
            DataSource[] sources = [.. recipe.AlsoData!.Prepend(recipe.Data).Select(name => new DataSource(name, SharedFiles.RequireData(name)))];
            var data = await LabelledData.ReadAsync(recipe, sources, CancellationToken.None);
            Assert.Equal(data.Snapshot, package.Manifest.Snapshot);

            // All of them take a minute of two cores: every one in the soak, else one of twelve.
            LabelledExample[] heard = Soak.IsOn ? [.. data.Comparison] : [.. data.Comparison.Where((_, i) => i % 12 == 0)];
            var table = await SoundTable.ExtractAsync(heard, AudioExtractors.Create(package.Schema), new StageClock(TimeProvider.System, null), CancellationToken.None);
            using var model = DenseModel.Open(package);
            using var rows = new DenseRows(model.Columns);
            rows.Append(Array.ConvertAll(table.Rows(heard).Values, v => (float)v));
            var probabilities = Array.ConvertAll(model.PredictProba(rows, CancellationToken.None).Values, v => (double)v);
            var truth = Array.ConvertAll(heard, e => data.ClassOf[e.Label]);
            var accuracy = ConfusionMatrix.Of(truth, ClassScores.ArgMax(probabilities, data.Classes.Count), data.Classes.Count).Accuracy;
            Assert.Equal(stated.N, data.Comparison.Count);
            Assert.Equal(stated.Accuracy, accuracy, Soak.IsOn ? 1e-6 : 0.3);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TextFolders))]
    public async Task A_committed_model_reaches_its_figures_through_the_real_extractor_and_runtime(string folder)
    {
        var package = await ReadAsync(folder);
        var recipe = await RecipeFile.ReadAsync(Path.Combine(SharedFiles.RepositoryRoot, "recipes", package.Manifest.Name + ".json"), CancellationToken.None);
        var stated = JsonSerializer.Deserialize<EvaluationMetrics>(package.Files[ModelPackage.MetricsFile].Span, AffectJson.Strict)!;
        var data = await LabelledData.ReadAsync(recipe, [new DataSource(recipe.Data, SharedFiles.RequireData(recipe.Data))], CancellationToken.None);
        Assert.Equal(data.Snapshot, package.Manifest.Snapshot);

        var extractor = TextExtractors.Create(package.Schema, package.Files);
        using var model = OnnxModel.Open(package);
        var probabilities = Array.ConvertAll(
            model.PredictProba(extractor.Extract([.. data.Comparison.Select(e => e.Text)], CancellationToken.None)).Values, v => (double)v);

        Holds(stated, [.. Enumerable.Range(0, data.Comparison.Count)]);
        var known = data.Train.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        Holds(stated.WithoutRepeats!, [.. Enumerable.Range(0, data.Comparison.Count).Where(i => !known.Contains(data.Comparison[i].Key))]);

        void Holds(EvaluationFigures figures, int[] rows)
        {
            var truth = Array.ConvertAll(rows, r => data.ClassOf[data.Comparison[r].Label]);
            double[] some = [.. rows.SelectMany(r => probabilities.AsSpan(r * data.Classes.Count, data.Classes.Count).ToArray())];
            var confusion = ConfusionMatrix.Of(truth, ClassScores.ArgMax(some, data.Classes.Count), data.Classes.Count);
            Assert.Equal(figures.N, rows.Length);
            Assert.Equal(figures.Accuracy, confusion.Accuracy, 1e-6);
            Assert.Equal(figures.MacroF1, confusion.MacroF1, 1e-6);
            Assert.Equal(figures.Uar, confusion.UnweightedAverageRecall, 1e-6);
            Assert.Equal(figures.WeightedF1, confusion.WeightedF1, 1e-6);
            Assert.Equal(figures.MajorityAccuracy, confusion.MajorityAccuracy, 1e-6);
            Assert.Equal(figures.EceAfter, Reliability.EqualWidth(some, truth, data.Classes.Count).ExpectedCalibrationError, 1e-6);
        }
    }

    [Theory]
    [InlineData("tweet-topic", 0.865, 0.85)]
    [InlineData("tweet-sentiment", 0.845, 0.78)]
    public async Task The_committed_models_meet_their_bars(string name, double accuracy, double macroF1)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(Models, name)))
        {
            var metrics = (await ReadAsync(folder)).Manifest.Metrics;
            Assert.True(metrics["accuracy"].Value >= accuracy && metrics["macroF1"].Value >= macroF1, $"{folder}: {metrics["accuracy"].Value}, {metrics["macroF1"].Value}");
            Assert.True(metrics["ece"].Value <= 0.03, $"{folder}: {metrics["ece"].Value}");
        }
    }

    private static Task<ModelPackage> ReadAsync(string folder) => ModelFolder.ReadAsync(Path.Combine(Models, folder), null, CancellationToken.None);
}
