using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Tests.Linear;

public class LogisticObjectiveTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_gradient_is_the_slope_of_the_value(bool binary, bool scaled)
    {
        var problem = SampleProblem.Make(11, rows: 40, features: 5, classes: 3);
        var random = new SeededRandom(1);
        double[] weights = [0.5, 2, 1];
        IRowLoss loss = binary ? new BinaryLosses(problem.Y, [0, 1, 2], [weights, [1, 1, 3], weights]) : new SoftmaxLoss(problem.Y, weights);
        double[] scale = scaled ? [.. Enumerable.Range(0, 15).Select(_ => random.NextDouble() * 3)] : [];
        var objective = new LogisticObjective(problem.X, loss, outputs: 3, scale, fitIntercept: true, parallelism: 1);
        var point = Enumerable.Range(0, objective.Length).Select(_ => random.NextDouble() - 0.5).ToArray();
        var (gradient, unused) = (new double[point.Length], new double[point.Length]);
        objective.Evaluate(point, gradient, CancellationToken.None);

        for (var i = 0; i < point.Length; i++)
        {
            const double step = 1e-6;
            var (above, below) = ((double[])point.Clone(), (double[])point.Clone());
            above[i] += step;
            below[i] -= step;
            var slope = (objective.Evaluate(above, unused, CancellationToken.None) - objective.Evaluate(below, unused, CancellationToken.None)) / (2 * step);
            Assert.Equal(slope, gradient[i], 1e-6);
        }
    }
}
