using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits a recipe of texts: terms, and linear models over them.</summary>
/// <param name="recipe">With its word lists resolved.</param>
/// <param name="wordNet">Needed where a block lemmatises.</param>
internal sealed class TextFit(Recipe recipe, WordNetLists? wordNet, IReadOnlyList<string> classes, int seed, StageClock stages) : RecipeFit(recipe, classes, seed, stages)
{
    protected override IMemberModels FitMembers(LabelledRows rows, string stage, CancellationToken cancellationToken)
    {
        Stages.Begin($"{stage}: terms");
        var terms = TextTermsFitter.Fit($"{Recipe.Name}-terms", Recipe.Features!, rows.Texts, wordNet, cancellationToken);
        if (Recipe.Pruning is { } pruning && pruning.Keep < terms.Matrix.Columns)
        {
            Stages.Begin($"{stage}: which terms matter");
            var judge = FitMember(Recipe.Members[0], terms.Matrix, rows, $"{stage}: which terms matter", cancellationToken);
            terms = TextTermsFitter.Prune(terms, TermImportance.Select(judge, terms.Matrix, pruning.Keep), rows.Texts, wordNet, cancellationToken);
        }

        FeatureMatrix x = terms.Matrix;
        var models = new LinearModel[Recipe.Members.Count];
        for (var m = 0; m < models.Length; m++)
        {
            var name = $"{stage}: {MemberFit.NameOf(Recipe.Members[m])}";
            Stages.Begin(name);
            models[m] = FitMember(Recipe.Members[m], x, rows, name, cancellationToken);
        }

        return new TextMembers(terms, models);
    }

    protected override FittedRecipe Finish(IMemberModels members, HeldOutScores heldOut, IReadOnlyList<string> stopped)
    {
        var all = (TextMembers)members;
        var model = Fold(all, heldOut.MemberTemperatures).WithTemperature(heldOut.Temperature);
        return new FittedText(all.Terms, model, Round(model), Fold(all, Array.ConvertAll(heldOut.MemberTemperatures, _ => 1.0)), Recipe.Weights, heldOut, stopped);
    }

    private LinearModel FitMember(RecipeMember member, FeatureMatrix x, LabelledRows rows, string name, CancellationToken cancellationToken)
    {
        var (model, converged) = MemberFit.Fit(member, x, rows.Labels, Classes, Seed, cancellationToken);
        if (!converged)
        {
            NoteStopped(member, name);
        }

        return model;
    }

    private LinearModel Fold(TextMembers members, double[] temperatures)
    {
        var folded = new AveragingEnsemble([.. members.Models.Select((m, i) => new EnsembleMember(m.WithTemperature(temperatures[i]), Recipe.Members[i].Weight))]).Fold();
        Centre(folded.Coefficients);
        Centre(folded.Intercept);
        return folded;
    }

    // What is the same for all classes changes no probability and costs digits where weights are stored in half precision.
    private void Centre(double[] values)
    {
        for (var at = 0; at < values.Length; at += Classes.Count)
        {
            var row = values.AsSpan(at, Classes.Count);
            var mean = FixedOrder.Sum(row) / Classes.Count;
            TensorPrimitives.Subtract(row, mean, row);
        }
    }

    private LinearModel Round(LinearModel model) => Recipe.Weights == WeightPrecision.Single
        ? model
        : new LinearModel(model.Classes, model.Features, Array.ConvertAll(model.Coefficients, static w => (double)(Half)w), model.Intercept, model.Temperature, model.Link);
}
