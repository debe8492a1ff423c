using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Tests.Ensembles;

public class DensePipelineTests
{
    private static readonly SampleProblem Problem = SampleProblem.Make(1, rows: 80);

    [Fact]
    public void Rows_are_picked_scaled_and_cut_before_the_model_sees_them()
    {
        int[] columns = [5, 0, 2];
        var picked = Problem.X.TakeColumns(columns);
        var scaler = StandardScaler.Fit(picked);
        var scaled = scaler.Transform(picked);
        var limited = new DenseMatrix(80, 3, [.. scaled.Values.Select(v => Math.Clamp(v, -0.5, 0.5))]);
        var model = new KernelRidgeClassifier().Fit(limited, Problem.Y, Problem.Classes);
        var pipeline = new DensePipeline(7, columns, scaler, 0.5, model);

        Assert.Equal(limited.Values, pipeline.Transform(Problem.X).Values);
        Assert.Equal(model.DecisionFunction(limited), pipeline.DecisionFunction(Problem.X));
        Assert.Throws<ArgumentException>(() => pipeline.Transform(limited));
        Assert.Throws<ArgumentException>(() => new DensePipeline(7, [7, 0, 1], null, 1, model));
        Assert.Throws<ArgumentException>(() => new DensePipeline(7, null, null, 1, model));
        Assert.Throws<ArgumentException>(() => new DensePipeline(7, columns, null, 0, model));
    }

    [Fact]
    public void A_mean_of_linear_models_is_their_folded_ensemble()
    {
        var one = new LogisticRegression().Fit(Problem.X, Problem.Y, Problem.Classes);
        var two = new LinearSvc().Fit(Problem.X, Problem.Y, Problem.Classes).WithTemperature(0.7);
        IDenseClassifier mean = new LogProbabilityMean([new(one, 3), new(two)]).WithTemperature(1.6);
        var folded = new AveragingEnsemble([new(one, 3), new(two)]).Fold().WithTemperature(1.6);

        Assert.All(mean.PredictProba(Problem.X).Zip(folded.PredictProba(Problem.X)), p => Assert.Equal(p.First, p.Second, 1e-12));
        Assert.Equal(folded.Predict(Problem.X), mean.Predict(Problem.X));
        Assert.Throws<ArgumentException>(() => new LogProbabilityMean([]));
        Assert.Throws<ArgumentException>(() => new LogProbabilityMean([new(one, 0)]));
    }
}
