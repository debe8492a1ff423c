using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Tests.Linear;

public class LogisticRegressionTests
{
    private static readonly LogisticRegression Tight = new() { Tolerance = 1e-9 };

    [Theory]
    [InlineData(MultiClass.Multinomial)]
    [InlineData(MultiClass.OneVsRest)]
    public void The_order_of_the_rows_does_not_matter(MultiClass mode) => Check.One(SampleProblem.Tests(25), Prop.ForAll(SampleProblem.Arbitrary, problem =>
    {
        var order = Enumerable.Range(0, problem.Y.Length).ToArray();
        new SeededRandom(9).Shuffle(order.AsSpan());
        var shuffled = problem.Take(order);
        var learner = new LogisticRegression { Tolerance = 1e-9, MultiClass = mode };

        Golden.GoldenFile.Close(
            learner.Fit(problem.X, problem.Y, problem.Classes).Coefficients, learner.Fit(shuffled.X, shuffled.Y, problem.Classes).Coefficients, 1e-6);
    }));

    [Fact]
    public void Probabilities_sum_to_one_and_dense_equals_sparse() => Check.One(SampleProblem.Tests(25), Prop.ForAll(SampleProblem.Arbitrary, problem =>
    {
        var dense = Tight.Fit(problem.X, problem.Y, problem.Classes);
        var sparse = Tight.Fit(SampleMatrices.ToCsr(problem.X), problem.Y, problem.Classes);
        var probabilities = dense.PredictProba(problem.X);

        Golden.GoldenFile.Close(probabilities, sparse.PredictProba(SampleMatrices.ToCsr(problem.X)), 1e-7);
        Assert.All(probabilities.Chunk(problem.Classes.Length), row => Assert.Equal(1, row.Sum(), 12));
    }));

    [Fact]
    public void A_class_that_weighs_two_equals_a_class_whose_rows_come_twice()
    {
        var problem = SampleProblem.Make(4);
        var twice = problem.Take([.. Enumerable.Range(0, problem.Y.Length), .. Enumerable.Range(0, problem.Y.Length).Where(i => problem.Y[i] == 1)]);

        var weighted = new LogisticRegression { Tolerance = 1e-9, ClassWeights = ClassWeights.Of(1, 2, 1, 1) }.Fit(problem.X, problem.Y, problem.Classes);
        var repeated = Tight.Fit(twice.X, twice.Y, problem.Classes);

        Golden.GoldenFile.Close(repeated.Coefficients, weighted.Coefficients, 1e-6);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var problem = SampleProblem.Make(5, rows: 1500, features: 11, classes: 5);
        LinearModel Fit(int parallelism) =>
            new LogisticRegression { Parallelism = parallelism, MaxIterations = 20 }.Fit(SampleMatrices.ToCsr(problem.X), problem.Y, problem.Classes);

        Assert.Equal(Fit(1).Coefficients, Fit(4).Coefficients);
    }

    [Fact]
    public void Without_an_intercept_there_is_none() =>
        Assert.All(new LogisticRegression { FitIntercept = false }.Fit(SampleProblem.Make(6).X, SampleProblem.Make(6).Y, SampleProblem.Make(6).Classes).Intercept, b => Assert.Equal(0, b));

    [Fact]
    public void A_cancelled_fit_stops_at_once()
    {
        var problem = SampleProblem.Make(7, rows: 300);
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(p =>
        {
            if (p.Iteration == 3)
            {
                cancellation.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Tight.Fit(problem.X, problem.Y, problem.Classes, reports, cancellation.Token));
        Assert.Equal(3, reports.All[^1].Iteration);
    }

    [Fact]
    public void The_last_report_says_whether_the_fit_converged()
    {
        var problem = SampleProblem.Make(8);
        var (done, cut) = (new Reports(), new Reports());

        Tight.Fit(problem.X, problem.Y, problem.Classes, done);
        new LogisticRegression { Tolerance = 1e-9, MaxIterations = 2 }.Fit(problem.X, problem.Y, problem.Classes, cut);

        Assert.True(done.All[^1].Converged);
        Assert.True(done.All[^1].Criterion <= 1e-9);
        Assert.False(cut.All[^1].Converged);
        Assert.Equal(2, cut.All[^1].Iteration);
    }

    [Theory]
    [InlineData(MultiClass.Multinomial)]
    [InlineData(MultiClass.OneVsRest)]
    public void The_steps_of_scikit_learn_end_sooner_and_near_the_same_model(MultiClass mode) => Check.One(SampleProblem.Tests(25), Prop.ForAll(SampleProblem.Arbitrary, problem =>
    {
        var (ours, theirs) = (new Reports(), new Reports());
        var best = new LogisticRegression { Tolerance = 1e-9, MultiClass = mode }.Fit(problem.X, problem.Y, problem.Classes, ours);
        var near = new LogisticRegression { Tolerance = 1e-9, MultiClass = mode, Solver = LogisticSolver.ScikitLearnLbfgs }.Fit(problem.X, problem.Y, problem.Classes, theirs);

        Golden.GoldenFile.Close(best.PredictProba(problem.X), near.PredictProba(problem.X), 1e-2);
        Assert.True(theirs.All[^1].Converged);
        Assert.True(theirs.All[^1].Iteration < ours.All[^1].Iteration);
        Assert.True(theirs.All[^1].Criterion > 1e-9);
    }));

    [Fact]
    public void Rows_that_cannot_be_learned_from_are_refused_with_a_code()
    {
        var x = new DenseMatrix(3, 1, [1, 2, 3]);
        Refused(() => Tight.Fit(x, [0, 1], ["a", "b"]));
        Refused(() => Tight.Fit(x, [0, 0, 0], ["a", "b"]));
        Refused(() => Tight.Fit(x, [0, 1, 2], ["a", "b"]));
        Refused(() => Tight.Fit(x, [0, 0, 0], ["a"]));
        Refused(() => Tight.Fit(new DenseMatrix(2, 1, [1, double.NaN]), [0, 1], ["a", "b"]));
        Refused(() => Tight.Fit(SampleMatrices.ToCsr(new DenseMatrix(2, 1, [1, double.PositiveInfinity])), [0, 1], ["a", "b"]));

        static void Refused(Action fit) => Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(fit).Code);
    }
}
