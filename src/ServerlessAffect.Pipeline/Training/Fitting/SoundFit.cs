using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Recordings;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits a recipe of recordings: scalers and models over features that are there already.</summary>
internal sealed class SoundFit(Recipe recipe, SoundTable table, IReadOnlyList<string> classes, int seed, StageClock stages) : RecipeFit(recipe, classes, seed, stages)
{
    protected override IMemberModels FitMembers(LabelledRows rows, string stage, CancellationToken cancellationToken)
    {
        var x = table.Rows(rows.Examples);
        var models = new DensePipeline[Recipe.Members.Count];
        for (var m = 0; m < models.Length; m++)
        {
            var name = $"{stage}: {MemberFit.NameOf(Recipe.Members[m])}";
            Stages.Begin(name);
            (models[m], var converged) = SoundMemberFit.Fit(Recipe.Members[m], x, rows.Labels, Classes, Recipe.Weights, Seed, cancellationToken);
            if (!converged)
            {
                NoteStopped(Recipe.Members[m], name);
            }
        }

        return new SoundMembers(table, models);
    }

    protected override FittedRecipe Finish(IMemberModels members, HeldOutScores heldOut, IReadOnlyList<string> stopped)
    {
        var models = ((SoundMembers)members).Models;
        LogProbabilityMean Mean(Func<int, double> temperature) =>
            new([.. models.Select((m, i) => new DenseMember(SoundMemberFit.WithTemperature(m, temperature(i)), Recipe.Members[i].Weight))]);
        var model = Mean(i => heldOut.MemberTemperatures[i]).WithTemperature(heldOut.Temperature);
        return new FittedSound(table, model, Mean(_ => 1), Recipe.Weights, heldOut, stopped);
    }
}
