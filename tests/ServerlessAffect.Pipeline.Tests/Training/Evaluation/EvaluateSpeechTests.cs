using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference;
using ServerlessAffect.Learning.Trees.Boosting;
using ServerlessAffect.Pipeline.Tests.Training.World;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Training.Evaluation;
using ServerlessAffect.Pipeline.Training.Fitting;
using ServerlessAffect.Pipeline.Training.Packaging;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Tests.Training.Evaluation;

public sealed class EvaluateSpeechTests : IDisposable
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
    public async Task Every_speaker_is_predicted_by_models_that_have_not_heard_him()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 5);

        var metrics = await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut);

        Assert.Equal((45, "loso"), (metrics.N, metrics.Protocol));
        Assert.Equal(["ravdess-01", "ravdess-02", "ravdess-03", "ravdess-04", "ravdess-05"], metrics.PerGroup.Keys);
        Assert.Equal(["anger", "neutral", "sadness"], metrics.Classes);
        Assert.All(Rows().GroupBy(r => r[1]), g => Assert.Single(g.Select(r => r[2]).Distinct()));
        Assert.InRange(metrics.Uar, 0.5, 1);
    }

    [Fact]
    public async Task Standardised_by_speaker_it_is_better_because_speakers_differ_in_level_and_pitch()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 6);

        var (plain, own) = (await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut), await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut, Standardising.Speaker));

        Assert.True(own.Uar > plain.Uar, $"{own.Uar} and {plain.Uar}");
        Assert.InRange(own.Uar, 0.9, 1);
    }

    [Fact]
    public async Task Rows_of_another_folder_are_predicted_without_their_speakers()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 4);
        MadeUpSpeech.WriteRavdess(_test, actors: 3, takes: 1, first: 3);

        var metrics = await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut, test: [new DataSource("ravdess", _test.Path)]);

        Assert.Equal(9, metrics.N);
        Assert.Equal(["2", "2", "2", "3", "3", "3", "all", "all", "all"], Rows().Select(r => r[2]));
    }

    [Fact]
    public async Task Each_recording_is_measured_once_however_many_folds_there_are()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 4, takes: 2);
        var before = SmallExtractor.Calls;
        await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut);
        Assert.Equal(24, SmallExtractor.Calls - before);
    }

    [Theory]
    [InlineData(Standardising.None, "none")]
    [InlineData(Standardising.Speaker, "speaker")]
    public async Task The_figures_say_whether_the_tested_speakers_own_recordings_were_used(Standardising standardise, string word)
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 4);
        await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut, standardise);
        using var metrics = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_out.Path, ModelPackage.MetricsFile)));
        Assert.Equal(word, metrics.RootElement.GetProperty("standardise").GetString());
    }

    [Fact]
    public async Task A_recipe_that_standardises_by_speaker_is_fitted_and_measured_so()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 8);
        var recipe = MadeUpSpeech.Recipe with { Standardise = Standardising.Speaker, SchemaName = "shared-features" };
        var asked = await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut, Standardising.Speaker);
        var said = await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut, null, recipe: recipe);
        Assert.Equal((asked.Uar, asked.Standardise), (said.Uar, said.Standardise));

        var request = new TrainingRequest { Recipe = recipe, Data = [new DataSource("ravdess", _folder.Path)], Created = DateTimeOffset.UnixEpoch };
        var trained = await new TrainModel(TimeProvider.System, SmallExtractor.Create).RunAsync(request, null, CancellationToken.None);
        Assert.Equal((Standardising.Speaker, "shared-features"), (trained.Package.Manifest.Standardise, trained.Package.Schema.Name));
        Assert.Equal(Standardising.Speaker, trained.Metrics.Standardise);
        Assert.InRange(trained.Metrics.Uar, 0.9, 1);
        Assert.Contains("recordings of one speaker together", System.Text.Encoding.UTF8.GetString(trained.Package.Files[ModelPackage.CardFile].Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_cannot_be_read_is_named()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 4);
        _folder.Write("Actor_01/03-01-05-01-01-01-01.wav", "not sound");
        var failure = await Assert.ThrowsAsync<AffectException>(() => EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut));
        Assert.Equal(ErrorCodes.InvalidData, failure.Code);
        Assert.Contains("03-01-05-01-01-01-01.wav", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_trained_is_a_package_that_reads_windows()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 8);
        var request = new TrainingRequest { Recipe = MadeUpSpeech.Recipe, Data = [new DataSource("ravdess", _folder.Path)], Created = DateTimeOffset.UnixEpoch };

        var trained = await new TrainModel(TimeProvider.System, SmallExtractor.Create).RunAsync(request, null, CancellationToken.None);

        Assert.Equal((Modality.Audio, "made-up-speech"), (trained.Package.Manifest.Modality, trained.Package.Manifest.Name));
        using var model = DenseModel.Open(trained.Package);
        Assert.Equal((4, 3), (model.Columns, model.Classes));
        Assert.InRange(trained.Metrics.Uar, 0.5, 1);
        var again = await new TrainModel(TimeProvider.System, SmallExtractor.Create).RunAsync(request, null, CancellationToken.None);
        Assert.Equal(trained.Package.Manifest.Digest, again.Package.Manifest.Digest);
        Assert.Contains("kernel-ridge", System.Text.Encoding.UTF8.GetString(trained.Package.Files[ModelPackage.CardFile].Span), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Every_other_learner_is_measured_trained_and_exported_too()
    {
        Skip.IfNot(XgbLibrary.IsInstalled, "XGBoost's library is not installed (apt-get install libxgboost0).");
        MadeUpSpeech.WriteRavdess(_folder, actors: 8);
        var recipe = MadeUpTexts.Parse(MadeUpSpeech.OtherLearnersJson);

        var metrics = await EvaluateAsync(new EvaluationProtocol(3), recipe: recipe);
        var request = new TrainingRequest { Recipe = recipe, Data = [new DataSource("ravdess", _folder.Path)], Created = DateTimeOffset.UnixEpoch };
        var trained = await new TrainModel(TimeProvider.System, SmallExtractor.Create).RunAsync(request, null, CancellationToken.None);
        var again = await new TrainModel(TimeProvider.System, SmallExtractor.Create).RunAsync(request, null, CancellationToken.None);

        Assert.InRange(metrics.Uar, 0.5, 1);
        Assert.Equal(trained.Package.Manifest.Digest, again.Package.Manifest.Digest);
        var card = System.Text.Encoding.UTF8.GetString(trained.Package.Files[ModelPackage.CardFile].Span);
        Assert.All(recipe.Members, m => Assert.Contains(MemberFit.NameOf(m), card, StringComparison.Ordinal));
        Assert.Contains("xgboost (12 rounds, depth 2, temperature ", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_classes_the_area_under_the_curve_is_measured()
    {
        MadeUpSpeech.WriteRavdess(_folder, actors: 5);
        var two = MadeUpSpeech.Recipe with { Classes = new Dictionary<string, IReadOnlyList<string>> { ["rest"] = ["neutral", "sad"], ["anger"] = ["angry"] } };

        var metrics = await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut, recipe: two);

        var column = Array.IndexOf(File.ReadLines(Path.Combine(_out.Path, "predictions.csv")).First().Split(','), "p_anger");
        var rows = Rows().Select(r => (IsAnger: r[3] == "anger", Anger: double.Parse(r[column], System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        var pairs = rows.Where(r => r.IsAnger).SelectMany(_ => rows.Where(r => !r.IsAnger), (a, b) => a.Anger > b.Anger ? 1 : a.Anger < b.Anger ? 0 : 0.5);
        Assert.Equal(pairs.Average(), metrics.Auc!.Value, 1e-3);
        Assert.Null((await EvaluateAsync(EvaluationProtocol.LeaveOneGroupOut)).Auc);
    }

    private Task<EvaluationMetrics> EvaluateAsync(EvaluationProtocol protocol, Standardising? standardise = null, DataSource[]? test = null, Recipe? recipe = null)
    {
        var request = new EvaluationRequest
        {
            Recipe = recipe ?? MadeUpSpeech.Recipe,
            Data = [new DataSource("ravdess", _folder.Path)],
            Test = test ?? [],
            Protocol = protocol,
            Standardise = standardise,
            Folder = _out.Path,
        };
        return new EvaluateRecipe(TimeProvider.System, SmallExtractor.Create).RunAsync(request, null, CancellationToken.None);
    }

    private string[][] Rows() => [.. File.ReadAllLines(Path.Combine(_out.Path, "predictions.csv")).Skip(1).Select(l => l.Split(','))];
}
