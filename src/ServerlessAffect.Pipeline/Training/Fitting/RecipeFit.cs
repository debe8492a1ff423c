using System.Globalization;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits a recipe on rows and on nothing else: what makes the features, members, temperatures and the threshold of unsure readings.</summary>
/// <remarks>The same rows, classes and seed give the same bits.</remarks>
internal abstract class RecipeFit(Recipe recipe, IReadOnlyList<string> classes, int seed, StageClock stages)
{
    // Fits of the run under way that their iteration limit ended.
    private readonly List<string> _stopped = [];

    protected Recipe Recipe => recipe;

    protected IReadOnlyList<string> Classes => classes;

    protected int Seed => seed;

    protected StageClock Stages => stages;

    /// <param name="rows">The training part.</param>
    /// <param name="fold">Of a protocol that fits many times: said once, for all stages of this fit. Null: each stage is said.</param>
    public FittedRecipe Run(LabelledRows rows, string? fold, CancellationToken cancellationToken)
    {
        Require(rows);
        _stopped.Clear();
        if (fold is null)
        {
            return Run(rows, cancellationToken);
        }

        stages.Begin(fold);
        stages.IsQuiet = true;
        try
        {
            return Run(rows, cancellationToken);
        }
        finally
        {
            stages.IsQuiet = false;
            if (_stopped.Count > 0)
            {
                stages.Begin(string.Create(CultureInfo.InvariantCulture, $"{fold}: {_stopped.Count} fits stopped at their iteration limit, short of their tolerance, the first of them {_stopped[0]}"));
            }
        }
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

    /// <summary>Fits what makes the features, where that is fitted, and every member.</summary>
    protected abstract IMemberModels FitMembers(LabelledRows rows, string stage, CancellationToken cancellationToken);

    /// <param name="members">What <see cref="FitMembers"/> made of all rows.</param>
    protected abstract FittedRecipe Finish(IMemberModels members, HeldOutScores heldOut, IReadOnlyList<string> stopped);

    /// <summary>Notes that a fit ended at its iteration limit.</summary>
    protected void NoteStopped(RecipeMember member, string name)
    {
        _stopped.Add(name);
        stages.Begin(string.Create(CultureInfo.InvariantCulture, $"{name} stopped at its limit of {member.MaxIterations} iterations, short of its tolerance of {member.Tolerance}"));
    }

    private FittedRecipe Run(LabelledRows rows, CancellationToken cancellationToken)
    {
        var heldOut = new HeldOutScores(ScoreHeldOut(rows, cancellationToken), rows.Labels, classes.Count, recipe);
        var all = FitMembers(rows, "all rows", cancellationToken);
        return Finish(all, heldOut, [.. _stopped]);
    }

    // [members][rows * classes]: each row scored by models of the fold in which its group was held out.
    private double[][] ScoreHeldOut(LabelledRows rows, CancellationToken cancellationToken)
    {
        var scores = recipe.Members.Select(_ => new double[rows.Count * classes.Count]).ToArray();
        var folds = new StratifiedGroupKFold { Splits = recipe.Calibration.Folds, RandomState = seed }.Split(rows.Labels, rows.Groups);
        for (var f = 0; f < folds.Length; f++)
        {
            var stage = string.Create(CultureInfo.InvariantCulture, $"fold {f + 1} of {folds.Length}");
            var some = FitMembers(rows.Take(folds[f].Train), stage, cancellationToken).Score(rows.Take(folds[f].Test), cancellationToken);
            for (var m = 0; m < some.Length; m++)
            {
                for (var i = 0; i < folds[f].Test.Length; i++)
                {
                    some[m].AsSpan(i * classes.Count, classes.Count).CopyTo(scores[m].AsSpan(folds[f].Test[i] * classes.Count));
                }
            }
        }

        return scores;
    }
}
