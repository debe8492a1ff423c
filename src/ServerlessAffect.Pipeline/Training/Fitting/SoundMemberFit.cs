using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Learning.Svm;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Fits one member of a recipe of recordings: a scaler, a limit, and a model behind them.</summary>
internal static class SoundMemberFit
{
    /// <param name="weights">How support vectors will be stored: a kernel machine is fitted on rows as its file will hold them, so that storing it changes nothing.</param>
    /// <returns>The model, and whether the fit reached its tolerance before its iteration limit.</returns>
    public static (DensePipeline Model, bool Converged) Fit(
        RecipeMember member, DenseMatrix x, int[] y, IReadOnlyList<string> classes, WeightPrecision weights, int seed, CancellationToken cancellationToken)
    {
        var scaler = StandardScaler.Fit(x);
        var limit = member.Limit ?? double.PositiveInfinity;
        var prepared = scaler.Transform(x);
        if (double.IsFinite(limit))
        {
            System.Numerics.Tensors.TensorPrimitives.Clamp<double>(prepared.Values, -limit, limit, prepared.Values);
        }

        prepared = member.Learner is RecipeLearner.KernelRidge or RecipeLearner.Svc ? DenseClassifierExport.RoundedRows(prepared, weights) : prepared;
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
            var other => throw new InvalidOperationException($"A {other.GetType().Name} takes no temperature."),
        });

    private static (IDenseClassifier Model, bool Converged) FitModel(
        RecipeMember member, DenseMatrix x, int[] y, IReadOnlyList<string> classes, int seed, CancellationToken cancellationToken)
    {
        var weights = member.Balanced ? ClassWeights.Balanced : ClassWeights.None;
        var last = new LastReport();
        switch (member.Learner)
        {
            case RecipeLearner.KernelRidge:
                return (new KernelRidgeClassifier { Lambda = 1 / member.C, Kernel = KernelOf(member), ClassWeights = weights }.Fit(x, y, classes, cancellationToken), true);
            case RecipeLearner.Svc:
                var svc = new Svc { C = member.C, Kernel = KernelOf(member), ClassWeights = weights, Tolerance = member.Tolerance }.Fit(x, y, classes, last, cancellationToken);
                return (svc.ToKernelModel(), last.Converged);
            default:
                return MemberFit.Fit(member, x, y, classes, seed, cancellationToken);
        }
    }

    private static KernelSettings KernelOf(RecipeMember member) => member.Kernel is RecipeKernel.Linear
        ? new KernelSettings(KernelKind.Linear)
        : new KernelSettings(KernelKind.Rbf, KernelGamma.PerColumn(member.Gamma ?? 1));
}
