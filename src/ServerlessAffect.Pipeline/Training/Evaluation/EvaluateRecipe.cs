using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Pipeline.Training.Fitting;
using ServerlessAffect.Pipeline.Training.Recordings;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>Measures a recipe: fits it on some rows, predicts others whose groups it has not seen. Everything is fitted anew in every fold, vocabularies and temperatures included.</summary>
public sealed class EvaluateRecipe
{
    private const string PredictionsName = "predictions.csv";
    private const string AllRows = "all";
    private const int MostGroups = 100;

    private readonly TimeProvider _clock;
    private readonly AudioExtractorSource _extractors;

    public EvaluateRecipe(TimeProvider clock)
        : this(clock, AudioExtractors.Create)
    {
    }

    internal EvaluateRecipe(TimeProvider clock, AudioExtractorSource extractors) => (_clock, _extractors) = (clock, extractors);

    /// <returns>What was written to <c>metrics.json</c>.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: options that do not go together; <see cref="ErrorCodes.UnknownData"/>, <see cref="ErrorCodes.InvalidData"/>.</exception>
    public async Task<EvaluationMetrics> RunAsync(EvaluationRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var recipe = request.Words.Resolve(request.Recipe);
        var standardise = request.Standardise ?? recipe.Standardise;
        var stages = new StageClock(_clock, progress);
        stages.Begin("reading the data");
        var data = await LabelledData.ReadAsync(request.Recipe, request.Data, cancellationToken).ConfigureAwait(false);
        var test = await ReadTestAsync(request, data, cancellationToken).ConfigureAwait(false);
        var examples = (test ?? []).Concat(request.Protocol.Folds is null ? data.Train : data.Unpublished).Concat(test is null ? data.Comparison : []);
        var fit = await RecipeFits.PrepareAsync(
            recipe, request.Words.WordNet, data.Classes, [.. examples], standardise, request.Seed, _extractors, stages, cancellationToken).ConfigureAwait(false);
        var predictions = request.Protocol.Folds is { } folds
            ? CrossValidate(fit, data, test, folds, request.Seed, cancellationToken)
            : Split(fit, data, test, request.Recipe.Calibration.Folds, cancellationToken);
        stages.Begin("measuring");
        var compared = (request.Protocol.Folds, test) switch
        {
            (null, null) => data.ComparedOn,
            (null, _) => "other folders, by one model fitted on the training part without their groups",
            (_, null) => "every row outside published test parts, by the model of the fold that held its group out",
            _ => "other folders, each row by a model that never saw its group",
        };
        var metrics = MetricsOf.All(predictions, request.Recipe.Name, request.Protocol.ToString(), standardise, compared, request.Seed, cancellationToken);
        Directory.CreateDirectory(request.Folder);
        await PredictionsFile.WriteAsync(predictions, Path.Combine(request.Folder, PredictionsName), cancellationToken).ConfigureAwait(false);
        await File.WriteAllBytesAsync(
            Path.Combine(request.Folder, ModelPackage.MetricsFile), MetricsFile.Write(metrics), cancellationToken).ConfigureAwait(false);
        stages.Begin("done");
        return metrics;
    }

    private static async Task<IReadOnlyList<LabelledExample>?> ReadTestAsync(EvaluationRequest request, LabelledData data, CancellationToken cancellationToken)
    {
        if (request.Test.Count == 0)
        {
            return null;
        }

        var rows = new List<LabelledExample>();
        foreach (var source in request.Test)
        {
            var set = await DataSets.ReadAsync(source, data.Classes, DataChoice.Of(request.Recipe), cancellationToken).ConfigureAwait(false);
            var part = set.Published.Count > 0 ? set.Published : set.Train;
            if (part.FirstOrDefault(e => !data.ClassOf.ContainsKey(e.Label)) is { } strange)
            {
                throw new AffectException(
                    ErrorCodes.InvalidData, $"The test data {set.Name} has the class '{Printable.Shorten(strange.Label, 60)}', which the training data does not have.");
            }

            rows.AddRange(part);
        }

        return rows;
    }

    private static Predictions Split(RecipeFit fit, LabelledData data, IReadOnlyList<LabelledExample>? test, int needed, CancellationToken cancellationToken)
    {
        var train = data.Train;
        if (test is not null)
        {
            var tested = test.Select(e => e.Group).ToHashSet(StringComparer.Ordinal);
            train = [.. train.Where(e => !tested.Contains(e.Group))];
        }

        var rows = LabelledRows.Of(train, data.ClassOf);
        RequireLeft(fit, rows, data.Train);
        if (test is null)
        {
            data.RequireComparison(needed);
        }

        var predictions = Empty(test ?? data.Comparison, data);
        predictions.Add(
            [.. Enumerable.Range(0, predictions.Truth.Length)], "0", fit.Run(rows, null, cancellationToken), KeysOf(train), cancellationToken);
        return predictions;
    }

    /// <summary>Where too little is left to fit on because the rest is in the test data, that is the cause to name.</summary>
    private static void RequireLeft(RecipeFit fit, LabelledRows rows, IReadOnlyList<LabelledExample> all)
    {
        const string Way = "Leave --test out, or use --protocol kfold:N, which reads each row by a model that never saw its group.";
        if (rows.Count == 0 && all.Count > 0)
        {
            throw new AffectException(
                ErrorCodes.InvalidData, $"Every group of the training part is in the test data too, and a model is not tested on a group that it was fitted on: nothing is left to fit on. {Way}");
        }

        try
        {
            fit.Require(rows);
        }
        catch (AffectException thin) when (rows.Count < all.Count)
        {
            throw new AffectException(
                thin.Code,
                string.Create(CultureInfo.InvariantCulture, $"{all.Count - rows.Count} of {all.Count} examples were left out of the training part, for their groups are in the test data too, and that is too many. {thin.Message} {Way}"));
        }
    }

    private static Predictions CrossValidate(RecipeFit fit, LabelledData data, IReadOnlyList<LabelledExample>? test, int splits, int seed, CancellationToken cancellationToken)
    {
        var examples = data.Unpublished;
        var rows = LabelledRows.Of(examples, data.ClassOf);
        var folds = Folds(rows, splits, seed);
        foreach (var fold in folds)
        {
            fit.Require(rows.Take(fold.Train));
        }

        var predictions = Empty(test ?? examples, data);
        int[] unseen = test is null ? [] : [.. Enumerable.Range(0, test.Count)];
        for (var f = 0; f < folds.Length; f++)
        {
            var asked = folds[f].Test;
            if (test is not null)
            {
                var held = folds[f].Test.Select(r => rows.Groups[r]).ToHashSet(StringComparer.Ordinal);
                asked = Array.FindAll(unseen, r => held.Contains(test[r].Group));
                unseen = Array.FindAll(unseen, r => !held.Contains(test[r].Group));
            }

            if (asked.Length > 0)
            {
                var number = f.ToString(CultureInfo.InvariantCulture);
                var model = fit.Run(rows.Take(folds[f].Train), string.Create(CultureInfo.InvariantCulture, $"test fold {f + 1} of {folds.Length}"), cancellationToken);
                predictions.Add(asked, number, model, KeysOf(folds[f].Train.Select(r => examples[r])), cancellationToken);
            }
        }

        if (unseen.Length > 0)
        {
            predictions.Add(unseen, AllRows, fit.Run(rows, null, cancellationToken), KeysOf(examples), cancellationToken);
        }

        return predictions;
    }

    private static Fold[] Folds(LabelledRows rows, int splits, int seed)
    {
        if (splits > 0)
        {
            return new StratifiedGroupKFold { Splits = splits, RandomState = seed }.Split(rows.Labels, rows.Groups);
        }

        var groups = rows.Groups.Distinct(StringComparer.Ordinal).Count();
        return groups <= MostGroups
            ? LeaveOneGroupOut.Split(rows.Groups)
            : throw new AffectException(
                ErrorCodes.InvalidRequest, $"The protocol loso fits one model for every group, and this data has {groups} groups, more than {MostGroups}; use kfold:N, which keeps groups together too.");
    }

    private static Predictions Empty(IReadOnlyList<LabelledExample> examples, LabelledData data) =>
        new(examples, [.. examples.Select(e => data.ClassOf[e.Label])], data.Classes);

    private static HashSet<string> KeysOf(IEnumerable<LabelledExample> examples) => examples.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
}
