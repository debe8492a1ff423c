using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>What must hold in a member of a recipe; the same rules stand in <c>recipe.schema.json</c>.</summary>
internal static class RecipeMemberRules
{
    private const string Nothing = "nothing for this learner";
    private const string Positive = "a number above 0";
    private const string Share = "a number above 0, at most 1";

    /// <summary>The first part of the member that breaks a rule and what was expected there, or null.</summary>
    public static (string Member, string Expected)? FirstFault(RecipeMember member, Modality modality)
    {
        var (ofTexts, ofSounds) = (HasTerms(member.Learner), member.Learner is not RecipeLearner.NbSvm);
        return member switch
        {
            _ when modality is Modality.Text && !ofTexts => ("learner", "linear-svc, nb-svm or logistic-regression for texts"),
            _ when modality is Modality.Audio && !ofSounds => ("learner", "any learner but nb-svm for recordings"),
            { C: not null } when !HasCost(member.Learner) => ("c", Nothing),
            { C: null } when HasCost(member.Learner) => ("c", "this member, which is missing"),
            { C: { } c } when !IsPositive(c) => ("c", Positive),
            _ when !IsPositive(member.Alpha) => ("alpha", Positive),
            _ when !IsPositive(member.Tolerance) => ("tolerance", Positive),
            { Gamma: { } gamma } when !IsPositive(gamma) => ("gamma", Positive),
            { Limit: { } limit } when !IsPositive(limit) => ("limit", Positive),
            { Limit: not null } when HasTrees(member.Learner) => ("limit", Nothing),
            { Trees: not null } when !HasTrees(member.Learner) => ("trees", Nothing),
            { Trees: { } trees } when FirstFault(trees, member.Learner) is { } fault => ($"trees.{fault.Member}", fault.Expected),
            { Neighbors: not null } when member.Learner is not RecipeLearner.KNeighbors => ("neighbors", Nothing),
            { Neighbors: < 1 or > 1000 } => ("neighbors", "a number from 1 to 1000"),
            { Shrinkage: not null } when member.Learner is not RecipeLearner.Lda => ("shrinkage", Nothing),
            { Shrinkage: { } shrinkage } when !IsShare(shrinkage) => ("shrinkage", Share),
            { Balanced: true } when member.Learner is RecipeLearner.KNeighbors or RecipeLearner.GaussianNb or RecipeLearner.Lda => ("balanced", "false for this learner"),
            _ when !IsPositive(member.Weight) => ("weight", Positive),
            { MaxIterations: < 1 or > 1_000_000 } => ("maxIterations", "a number from 1 to 1000000"),
            _ => null,
        };
    }

    private static (string Member, string Expected)? FirstFault(RecipeTrees trees, RecipeLearner learner) => trees switch
    {
        { Rounds: < 1 or > 10_000 } => ("rounds", "a number from 1 to 10000"),
        { MaxDepth: < 1 or > 32 } => ("maxDepth", "a number from 1 to 32"),
        { Eta: not null } when learner is RecipeLearner.RandomForest => ("eta", Nothing),
        { Eta: { } eta } when !IsPositive(eta) => ("eta", Positive),
        { Subsample: { } share } when !IsShare(share) => ("subsample", Share),
        { ColsampleByTree: not null } when learner is RecipeLearner.RandomForest => ("colsampleByTree", Nothing),
        { ColsampleByTree: { } share } when !IsShare(share) => ("colsampleByTree", Share),
        { ColsampleByNode: { } share } when !IsShare(share) => ("colsampleByNode", Share),
        { Lambda: { } lambda } when !(lambda >= 0 && double.IsFinite(lambda)) => ("lambda", "a number from 0"),
        _ when !(trees.MinChildWeight >= 0 && double.IsFinite(trees.MinChildWeight)) => ("minChildWeight", "a number from 0"),
        _ => null,
    };

    private static bool HasTerms(RecipeLearner learner) => learner is RecipeLearner.LinearSvc or RecipeLearner.NbSvm or RecipeLearner.LogisticRegression;

    private static bool HasCost(RecipeLearner learner) => HasTerms(learner) || learner is RecipeLearner.Svc or RecipeLearner.KernelRidge;

    private static bool HasTrees(RecipeLearner learner) => learner is RecipeLearner.Xgboost or RecipeLearner.RandomForest;

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static bool IsShare(double value) => value is > 0 and <= 1;
}
