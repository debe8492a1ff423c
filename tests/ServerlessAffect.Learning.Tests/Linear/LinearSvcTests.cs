using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Tests.Linear;

public class LinearSvcTests
{
    private static readonly LinearSvc Tight = new() { C = 0.7, Tolerance = 1e-10, MaxIterations = 100_000 };

    [Fact]
    public void The_solution_has_no_slope_left() => Check.One(SampleProblem.Tests(25), Prop.ForAll(SampleProblem.Arbitrary, problem =>
    {
        var model = Tight.Fit(SampleMatrices.ToCsr(problem.X), problem.Y, problem.Classes);
        for (var c = 0; c < problem.Classes.Length; c++)
        {
            Assert.All(Gradient(problem, model, c), slope => Assert.Equal(0, slope, 1e-6));
        }
    }));

    [Fact]
    public void A_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        var problem = SampleProblem.Make(3, rows: 200, classes: 6);
        LinearModel Fit(int parallelism, int seed) => new LinearSvc { Parallelism = parallelism, RandomState = seed }.Fit(problem.X, problem.Y, problem.Classes);

        var one = Fit(1, seed: 5);

        Assert.Equal(one.Coefficients, Fit(3, seed: 5).Coefficients);
        Assert.Equal(one.Intercept, Fit(6, seed: 5).Intercept);
        Assert.NotEqual(one.Coefficients, Fit(1, seed: 6).Coefficients);
    }

    [Fact]
    public void Two_classes_have_opposite_scores()
    {
        var problem = SampleProblem.Make(4, classes: 2);
        var scores = Tight.Fit(problem.X, problem.Y, problem.Classes).DecisionFunction(problem.X);

        Assert.All(scores.Chunk(2), pair => Assert.Equal(-pair[0], pair[1]));
    }

    [Fact]
    public void A_class_without_weight_leaves_its_problem_empty_and_the_others_alone()
    {
        var problem = SampleProblem.Make(5);
        var all = Tight.Fit(problem.X, problem.Y, problem.Classes);
        var without = new LinearSvc { C = 0.7, Tolerance = 1e-10, MaxIterations = 100_000, ClassWeights = ClassWeights.Of(1, 0, 1, 1) }.Fit(problem.X, problem.Y, problem.Classes);

        for (var j = 0; j < all.Features; j++)
        {
            Assert.Equal(all.Coefficient(j, 0), without.Coefficient(j, 0));
            Assert.Equal(all.Coefficient(j, 3), without.Coefficient(j, 3));
        }
    }

    [Fact]
    public void A_cancelled_fit_stops_at_once_on_every_thread()
    {
        var problem = SampleProblem.Make(7, rows: 300, classes: 5);
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(p => cancellation.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() => Tight.Fit(problem.X, problem.Y, problem.Classes, reports, cancellation.Token));
    }

    [Fact]
    public void The_last_report_says_whether_the_fit_converged()
    {
        var problem = SampleProblem.Make(8);
        var (done, cut) = (new Reports(), new Reports());

        new LinearSvc { Parallelism = 3 }.Fit(problem.X, problem.Y, problem.Classes, done);
        new LinearSvc { Parallelism = 2, Tolerance = 1e-12, MaxIterations = 3 }.Fit(problem.X, problem.Y, problem.Classes, cut);

        Assert.True(done.All[^1].Converged);
        Assert.Equal((3, false), (cut.All[^1].Iteration, cut.All[^1].Converged));
    }

    // Of ½(‖w‖² + b²) + C Σ max(0, 1 - t s)², by w and then b.
    private static double[] Gradient(SampleProblem problem, LinearModel model, int positive)
    {
        var scores = model.DecisionFunction(problem.X);
        var gradient = Enumerable.Range(0, model.Features).Select(j => model.Coefficient(j, positive)).Append(model.Intercept[positive]).ToArray();
        for (var i = 0; i < problem.Y.Length; i++)
        {
            var t = problem.Y[i] == positive ? 1 : -1;
            var slack = Math.Max(0, 1 - (t * scores[(i * problem.Classes.Length) + positive]));
            for (var j = 0; j < model.Features; j++)
            {
                gradient[j] -= 2 * 0.7 * slack * t * problem.X[i, j];
            }

            gradient[^1] -= 2 * 0.7 * slack * t;
        }

        return gradient;
    }
}
