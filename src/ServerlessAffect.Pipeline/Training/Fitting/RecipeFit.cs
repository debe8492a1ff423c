using System.Globalization;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits a recipe on rows and on nothing else: terms, members, temperatures and the threshold of unsure readings.</summary>
/// <remarks>The same rows, classes and seed give the same bits.</remarks>
/// <param name="recipe">With its word lists resolved.</param>
/// <param name="wordNet">Needed where a block lemmatises.</param>
internal sealed class RecipeFit(Recipe recipe, WordNetLists? wordNet, IReadOnlyList<string> classes, int seed, StageClock stages)
{
    // Fits of the run under way that their iteration limit ended.
    private readonly List<string> _stopped = [];

    /// <param name="rows">The training part.</param>
    /// <param name="prefix">Put before the names of the stages.</param>
    public FittedRecipe Run(LabelledRows rows, string prefix, CancellationToken cancellationToken)
    {
        Require(rows);
        _stopped.Clear();
        var heldOut = new HeldOutScores(ScoreHeldOut(rows, prefix, cancellationToken), rows.Labels, classes.Count, recipe);
        var all = FitMembers(rows, $"{prefix}all rows", cancellationToken);
        var model = Fold(all, heldOut.MemberTemperatures).WithTemperature(heldOut.Temperature);
        return new FittedRecipe(all.Terms, model, Round(model), Fold(all, Array.ConvertAll(heldOut.MemberTemperatures, _ => 1.0)), heldOut, [.. _stopped]);
    }

    /// <summary>Whether the rows can be fitted on; to be asked before the first of several fits.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: a class has too few groups.</exception>
    public void Require(LabelledRows rows)
    {
        var groups = classes.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            groups[rows.Labels[i]].Add(rows.Groups[i]);
        }

        var thin = Array.FindIndex(groups, g => g.Count < recipe.Calibration.Folds);
        if (thin >= 0)
        {
            throw new AffectException(
                ErrorCodes.InvalidData,
                $"The class '{Core.Printable.Shorten(classes[thin], 60)}' has examples in {groups[thin].Count} groups; calibration over {recipe.Calibration.Folds} folds needs as many groups of every class. Add examples, or lower calibration.folds in the recipe.");
        }
    }

    // [members][rows * classes]: each row scored by models of the fold in which its group was held out.
    private double[][] ScoreHeldOut(LabelledRows rows, string prefix, CancellationToken cancellationToken)
    {
        var scores = recipe.Members.Select(_ => new double[rows.Count * classes.Count]).ToArray();
        var folds = new StratifiedGroupKFold { Splits = recipe.Calibration.Folds, RandomState = seed }.Split(rows.Labels, rows.Groups);
        for (var f = 0; f < folds.Length; f++)
        {
            var stage = string.Create(CultureInfo.InvariantCulture, $"{prefix}fold {f + 1} of {folds.Length}");
            var fitted = FitMembers(rows.Take(folds[f].Train), stage, cancellationToken);
            FeatureMatrix x = fitted.Terms.CreateExtractor().Extract(rows.Take(folds[f].Test).Texts, cancellationToken);
            for (var m = 0; m < fitted.Models.Length; m++)
            {
                var some = fitted.Models[m].DecisionFunction(x, cancellationToken);
                for (var i = 0; i < folds[f].Test.Length; i++)
                {
                    some.AsSpan(i * classes.Count, classes.Count).CopyTo(scores[m].AsSpan(folds[f].Test[i] * classes.Count));
                }
            }
        }

        return scores;
    }

    private MemberModels FitMembers(LabelledRows rows, string stage, CancellationToken cancellationToken)
    {
        stages.Begin($"{stage}: terms");
        var terms = TextTermsFitter.Fit($"{recipe.Name}-terms", recipe.Features, rows.Texts, wordNet, cancellationToken);
        if (recipe.Pruning is { } pruning && pruning.Keep < terms.Matrix.Columns)
        {
            stages.Begin($"{stage}: which terms matter");
            var judge = FitMember(recipe.Members[0], terms.Matrix, rows, $"{stage}: which terms matter", cancellationToken);
            terms = TextTermsFitter.Prune(terms, TermImportance.Select(judge, terms.Matrix, pruning.Keep), rows.Texts, wordNet, cancellationToken);
        }

        FeatureMatrix x = terms.Matrix;
        var models = new LinearModel[recipe.Members.Count];
        for (var m = 0; m < models.Length; m++)
        {
            var name = $"{stage}: {MemberFit.NameOf(recipe.Members[m])}";
            stages.Begin(name);
            models[m] = FitMember(recipe.Members[m], x, rows, name, cancellationToken);
        }

        return new MemberModels(terms, models);
    }

    private LinearModel FitMember(RecipeMember member, FeatureMatrix x, LabelledRows rows, string name, CancellationToken cancellationToken)
    {
        var (model, converged) = MemberFit.Fit(member, x, rows.Labels, classes, seed, cancellationToken);
        if (!converged)
        {
            _stopped.Add(name);
            stages.Begin(string.Create(CultureInfo.InvariantCulture, $"{name} stopped at its limit of {member.MaxIterations} iterations, short of its tolerance of {member.Tolerance}"));
        }

        return model;
    }

    private LinearModel Fold(MemberModels members, double[] temperatures)
    {
        var folded = new AveragingEnsemble([.. members.Models.Select((m, i) => new EnsembleMember(m.WithTemperature(temperatures[i]), recipe.Members[i].Weight))]).Fold();
        Centre(folded.Coefficients);
        Centre(folded.Intercept);
        return folded;
    }

    // What is the same for all classes changes no probability and costs digits where weights are stored in half precision.
    private void Centre(double[] values)
    {
        for (var at = 0; at < values.Length; at += classes.Count)
        {
            var row = values.AsSpan(at, classes.Count);
            var mean = FixedOrder.Sum(row) / classes.Count;
            System.Numerics.Tensors.TensorPrimitives.Subtract(row, mean, row);
        }
    }

    private LinearModel Round(LinearModel model) => recipe.Weights == WeightPrecision.Single
        ? model
        : new LinearModel(model.Classes, model.Features, Array.ConvertAll(model.Coefficients, static w => (double)(Half)w), model.Intercept, model.Temperature, model.Link);
}
