using System.Globalization;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits one member of a recipe.</summary>
internal static class MemberFit
{
    /// <summary>As the recipe calls it.</summary>
    public static string NameOf(RecipeMember member) => JsonSerializer.SerializeToNode(member.Learner, AffectJson.Options)!.GetValue<string>();

    /// <summary>For the card: its name, and what it was fitted with.</summary>
    public static string Describe(RecipeMember member, double temperature)
    {
        var settings = member switch
        {
            { C: { } c } => string.Create(CultureInfo.InvariantCulture, $"C {c}, "),
            { Trees: { } trees } => string.Create(CultureInfo.InvariantCulture, $"{trees.Rounds} rounds, depth {trees.MaxDepth}, "),
            { Neighbors: { } neighbors } => string.Create(CultureInfo.InvariantCulture, $"{neighbors} neighbours, "),
            _ => string.Empty,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{NameOf(member)} ({settings}temperature {temperature:F4})");
    }

    /// <returns>The model, and whether the fit reached its tolerance before its iteration limit.</returns>
    public static (LinearModel Model, bool Converged) Fit(RecipeMember member, FeatureMatrix x, int[] y, IReadOnlyList<string> classes, int seed, CancellationToken cancellationToken)
    {
        var c = member.C!.Value;
        var weights = member.Balanced ? ClassWeights.Balanced : ClassWeights.None;
        var last = new LastReport();
        var model = member.Learner switch
        {
            RecipeLearner.LinearSvc => new LinearSvc
            {
                C = c,
                ClassWeights = weights,
                Tolerance = member.Tolerance,
                MaxIterations = member.MaxIterations,
                RandomState = seed,
            }.Fit(x, y, classes, last, cancellationToken),
            RecipeLearner.NbSvm => new NbSvm
            {
                Alpha = member.Alpha,
                C = c,
                ClassWeights = weights,
                Tolerance = member.Tolerance,
                MaxIterations = member.MaxIterations,
                RandomState = seed,
            }.Fit(x, y, classes, last, cancellationToken),
            RecipeLearner.LogisticRegression => new LogisticRegression
            {
                C = c,
                ClassWeights = weights,
                Tolerance = member.Tolerance,
                MaxIterations = member.MaxIterations,
            }.Fit(x, y, classes, last, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(member), member.Learner, "Expected a known learner."),
        };
        return (model, last.Converged);
    }
}
