using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits one member of a recipe.</summary>
internal static class MemberFit
{
    public static string NameOf(RecipeMember member) => member.Learner switch
    {
        RecipeLearner.LinearSvc => "linear-svc",
        RecipeLearner.NbSvm => "nb-svm",
        RecipeLearner.Svc => "svc",
        RecipeLearner.KernelRidge => "kernel-ridge",
        _ => "logistic-regression",
    };

    /// <returns>The model, and whether the fit reached its tolerance before its iteration limit.</returns>
    public static (LinearModel Model, bool Converged) Fit(RecipeMember member, FeatureMatrix x, int[] y, IReadOnlyList<string> classes, int seed, CancellationToken cancellationToken)
    {
        var weights = member.Balanced ? ClassWeights.Balanced : ClassWeights.None;
        var last = new LastReport();
        var model = member.Learner switch
        {
            RecipeLearner.LinearSvc => new LinearSvc
            {
                C = member.C,
                ClassWeights = weights,
                Tolerance = member.Tolerance,
                MaxIterations = member.MaxIterations,
                RandomState = seed,
            }.Fit(x, y, classes, last, cancellationToken),
            RecipeLearner.NbSvm => new NbSvm
            {
                Alpha = member.Alpha,
                C = member.C,
                ClassWeights = weights,
                Tolerance = member.Tolerance,
                MaxIterations = member.MaxIterations,
                RandomState = seed,
            }.Fit(x, y, classes, last, cancellationToken),
            RecipeLearner.LogisticRegression => new LogisticRegression
            {
                C = member.C,
                ClassWeights = weights,
                Tolerance = member.Tolerance,
                MaxIterations = member.MaxIterations,
            }.Fit(x, y, classes, last, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(member), member.Learner, "Expected a known learner."),
        };
        return (model, last.Converged);
    }
}
