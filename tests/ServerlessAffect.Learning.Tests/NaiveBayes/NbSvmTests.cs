using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;

namespace ServerlessAffect.Learning.Tests.NaiveBayes;

public class NbSvmTests
{
    [Theory]
    [InlineData(NbLoss.SquaredHinge, 3)]
    [InlineData(NbLoss.SquaredHinge, 2)]
    [InlineData(NbLoss.Logistic, 3)]
    [InlineData(NbLoss.Logistic, 2)]
    public void The_folded_model_equals_one_fitted_on_scaled_features(NbLoss loss, int classes)
    {
        var problem = SampleProblem.Make(21, classes: classes, counts: true);
        var model = new NbSvm { Loss = loss, Tolerance = 1e-10, MaxIterations = 100_000 }.Fit(SampleMatrices.ToCsr(problem.X), problem.Y, problem.Classes);

        for (var c = classes == 2 ? 1 : 0; c < classes; c++)
        {
            // One binary problem over x ∘ r, by the plain learner.
            var ratios = Ratios(problem, c);
            var scaled = new DenseMatrix(problem.X.Rows, problem.X.Columns, [.. problem.X.Values.Select((v, at) => v * ratios[at % ratios.Length])]);
            var y = Array.ConvertAll(problem.Y, label => label == c ? 1 : 0);
            var plain = loss == NbLoss.SquaredHinge
                ? new LinearSvc { Tolerance = 1e-10, MaxIterations = 100_000 }.Fit(scaled, y, ["rest", "own"])
                : new LogisticRegression { Tolerance = 1e-10, MaxIterations = 100_000 }.Fit(scaled, y, ["rest", "own"]);
            var share = loss == NbLoss.Logistic && classes > 2 ? 0.5 : 1;
            for (var j = 0; j < ratios.Length; j++)
            {
                Assert.Equal(plain.Coefficient(j, 1) * ratios[j], share * model.Coefficient(j, c), 1e-6);
            }

            Assert.Equal(plain.Intercept[1], share * model.Intercept[c], 1e-6);
        }
    }

    [Fact]
    public void Negative_values_are_refused()
    {
        var x = new DenseMatrix(2, 1, [1, -1]);

        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new NbSvm().Fit(x, [0, 1], ["a", "b"])).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new ComplementNB().Fit(SampleMatrices.ToCsr(x), [0, 1], ["a", "b"])).Code);
    }

    private static double[] Ratios(SampleProblem problem, int positive)
    {
        var (own, rest) = (new double[problem.X.Columns], new double[problem.X.Columns]);
        for (var i = 0; i < problem.Y.Length; i++)
        {
            for (var j = 0; j < own.Length; j++)
            {
                (problem.Y[i] == positive ? own : rest)[j] += problem.X[i, j];
            }
        }

        var (ownSum, restSum) = (own.Sum(v => v + 1), rest.Sum(v => v + 1));
        return [.. own.Select((v, j) => Math.Log((v + 1) / ownSum / ((rest[j] + 1) / restSum)))];
    }
}
