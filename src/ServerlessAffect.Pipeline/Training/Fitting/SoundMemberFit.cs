using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Discriminant;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Neighbors;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Learning.Svm;
using ServerlessAffect.Learning.Trees.Boosting;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits one member of a recipe of recordings: a scaler, a limit, and a model behind them.</summary>
internal static class SoundMemberFit
{
    /// <param name="weights">How support vectors will be stored: what keeps its rows is fitted on rows as its file will hold them, so that storing it changes nothing.</param>
    /// <returns>The model, and whether the fit reached its tolerance before its iteration limit.</returns>
    public static (DensePipeline Model, bool Converged) Fit(
        RecipeMember member, DenseMatrix x, int[] y, IReadOnlyList<string> classes, WeightPrecision weights, int seed, CancellationToken cancellationToken)
    {
        if (member.Learner is RecipeLearner.Xgboost or RecipeLearner.RandomForest)
        {
            // A split is the same wherever a column's zero and unit lie.
            return (new DensePipeline(x.Columns, null, null, double.PositiveInfinity, FitTrees(member, x, y, classes, seed, cancellationToken)), true);
        }

        var scaler = StandardScaler.Fit(x);
        var limit = member.Limit ?? double.PositiveInfinity;
        var prepared = scaler.Transform(x);
        if (double.IsFinite(limit))
        {
            System.Numerics.Tensors.TensorPrimitives.Clamp<double>(prepared.Values, -limit, limit, prepared.Values);
        }

        prepared = member.Learner is RecipeLearner.KernelRidge or RecipeLearner.Svc or RecipeLearner.KNeighbors ? DenseClassifierExport.RoundedRows(prepared, weights) : prepared;
        var (model, converged) = FitModel(member, prepared, y, classes, seed, cancellationToken);
        return (new DensePipeline(x.Columns, null, scaler, limit, model), converged);
    }

    /// <summary>The same scores, other probabilities.</summary>
    public static DensePipeline WithTemperature(DensePipeline pipeline, double temperature) => new(
        pipeline.Features,
        pipeline.Columns,
        pipeline.Scaler,
        pipeline.Limit,
        pipeline.Model switch
        {
            KernelModel kernel => kernel.WithTemperature(temperature),
            LinearModel linear => linear.WithTemperature(temperature),
            var other => new SoftmaxOfScores(other, temperature),
        });

    private static (IDenseClassifier Model, bool Converged) FitModel(
        RecipeMember member, DenseMatrix x, int[] y, IReadOnlyList<string> classes, int seed, CancellationToken cancellationToken)
    {
        var weights = member.Balanced ? ClassWeights.Balanced : ClassWeights.None;
        var last = new LastReport();
        switch (member.Learner)
        {
            case RecipeLearner.KernelRidge:
                return (new KernelRidgeClassifier { Lambda = 1 / member.C!.Value, Kernel = KernelOf(member), ClassWeights = weights }.Fit(x, y, classes, cancellationToken), true);
            case RecipeLearner.Svc:
                var svc = new Svc { C = member.C!.Value, Kernel = KernelOf(member), ClassWeights = weights, Tolerance = member.Tolerance }.Fit(x, y, classes, last, cancellationToken);
                return (svc.ToKernelModel(), last.Converged);
            case RecipeLearner.KNeighbors:
                return (new KNeighborsClassifier { Neighbors = Math.Min(member.Neighbors ?? 5, x.Rows) }.Fit(x, y, classes), true);
            case RecipeLearner.GaussianNb:
                return (new GaussianNB().Fit(x, y, classes), true);
            case RecipeLearner.Lda:
                var shrinkage = member.Shrinkage is { } amount ? Shrinkage.Of(amount) : Shrinkage.Auto;
                return (new LinearDiscriminantAnalysis { Shrinkage = shrinkage }.Fit(x, y, classes, cancellationToken).Model, true);
            default:
                return MemberFit.Fit(member, x, y, classes, seed, cancellationToken);
        }
    }

    private static XgbModel FitTrees(RecipeMember member, DenseMatrix x, int[] y, IReadOnlyList<string> classes, int seed, CancellationToken cancellationToken)
    {
        var weights = member.Balanced ? ClassWeights.Balanced : ClassWeights.None;
        var trees = member.Trees ?? new RecipeTrees();
        if (member.Learner is RecipeLearner.Xgboost)
        {
            var boosted = new XgbSettings
            {
                Rounds = trees.Rounds,
                MaxDepth = trees.MaxDepth,
                LearningRate = trees.Eta ?? 0.3,
                Subsample = trees.Subsample ?? 1,
                ColsampleByTree = trees.ColsampleByTree ?? 1,
                ColsampleByNode = trees.ColsampleByNode ?? 1,
                RegLambda = trees.Lambda ?? 1,
                MinChildWeight = trees.MinChildWeight,
                TreeMethod = trees.Method,
                RandomState = seed,
            };
            return new XgbClassifier { Settings = boosted, ClassWeights = weights }.Fit(x, y, classes, cancellationToken: cancellationToken);
        }

        var forest = new RandomForestClassifier
        {
            Trees = trees.Rounds,
            MaxDepth = trees.MaxDepth,
            Subsample = trees.Subsample ?? 0.8,
            ColsampleByNode = trees.ColsampleByNode ?? 0.8,
            RegLambda = trees.Lambda ?? 1e-5,
            MinChildWeight = trees.MinChildWeight,
            TreeMethod = trees.Method,
            ClassWeights = weights,
            RandomState = seed,
        };
        return forest.Fit(x, y, classes, cancellationToken: cancellationToken);
    }

    private static KernelSettings KernelOf(RecipeMember member) => member.Kernel is RecipeKernel.Linear
        ? new KernelSettings(KernelKind.Linear)
        : new KernelSettings(KernelKind.Rbf, KernelGamma.PerColumn(member.Gamma ?? 1));
}
