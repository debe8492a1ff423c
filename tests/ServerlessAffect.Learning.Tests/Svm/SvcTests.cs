using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Svm;

namespace ServerlessAffect.Learning.Tests.Svm;

public class SvcTests
{
    private const double C = 1.7;

    private static readonly Svc Tight = new() { C = C, Tolerance = 1e-9, ClassWeights = ClassWeights.Balanced };

    [Fact]
    public void Every_row_of_every_pair_meets_the_optimality_conditions() => Check.One(SampleProblem.Tests(100), Prop.ForAll(SampleProblem.Arbitrary, problem =>
    {
        var model = Tight.Fit(problem.X, problem.Y, problem.Classes);
        var weights = ClassWeights.Balanced.Resolve(problem.Y, problem.Classes.Length);
        var decisions = model.PairDecisions(problem.X);
        var pairs = PairwiseDecisions.Pairs(problem.Classes.Length);
        for (var (pair, i) = (0, 0); i < problem.Classes.Length; i++)
        {
            for (var j = i + 1; j < problem.Classes.Length; j++, pair++)
            {
                Assert.Equal(0, Enumerable.Range(0, model.Support.Length).Sum(s => model.PairCoefficients[(s * pairs) + pair]), 1e-9);
                for (var row = 0; row < problem.Y.Length; row++)
                {
                    if (problem.Y[row] == i || problem.Y[row] == j)
                    {
                        var s = Array.IndexOf(model.Support, row);
                        var alpha = s < 0 ? 0 : Math.Abs(model.PairCoefficients[(s * pairs) + pair]);
                        MeetsConditions((problem.Y[row] == i ? 1 : -1) * decisions[(row * pairs) + pair], alpha, C * weights[problem.Y[row]]);
                    }
                }
            }
        }
    }));

    [Theory]
    [InlineData(0.05)]
    [InlineData(20)]
    public void A_large_problem_that_shrinks_meets_them_too_with_and_without_room_for_its_kernel(double cost)
    {
        var problem = SampleProblem.Make(3, rows: 900, features: 5, classes: 2);
        var roomy = new Svc { C = cost, Tolerance = 1e-6 };
        var model = roomy.Fit(problem.X, problem.Y, problem.Classes);
        var decisions = model.PairDecisions(problem.X);
        for (var row = 0; row < problem.Y.Length; row++)
        {
            var s = Array.IndexOf(model.Support, row);
            MeetsConditions(problem.Y[row] == 0 ? decisions[row] : -decisions[row], s < 0 ? 0 : Math.Abs(model.PairCoefficients[s]), cost, 1e-5);
        }

        var cramped = new Svc { C = cost, Tolerance = 1e-6, CacheBytes = 900 * 8 * 40 }.Fit(problem.X, problem.Y, problem.Classes);
        Assert.All(decisions.Zip(cramped.PairDecisions(problem.X)), d => Assert.Equal(d.First, d.Second, 1e-4));
    }

    [Fact]
    public void One_against_the_rest_gives_what_its_two_class_problems_give()
    {
        var problem = SampleProblem.Make(5, rows: 80, classes: 3);
        var svc = new Svc { C = C, Tolerance = 1e-10, Kernel = new KernelSettings(KernelKind.Rbf, KernelGamma.Of(0.2)) };
        var scores = svc.FitOneVsRest(problem.X, problem.Y, problem.Classes).DecisionFunction(problem.X);
        for (var c = 0; c < 3; c++)
        {
            var binary = svc.Fit(problem.X, [.. problem.Y.Select(label => label == c ? 0 : 1)], ["own", "rest"]).PairDecisions(problem.X);
            Assert.All(Enumerable.Range(0, 80), row => Assert.Equal(binary[row], scores[(row * 3) + c], 1e-7));
        }
    }

    [Fact]
    public void Kernel_values_of_some_rows_are_as_good_as_the_rows()
    {
        var problem = SampleProblem.Make(6, rows: 90);
        var kernel = Kernel.Rbf(0.2);
        int[] train = [.. Enumerable.Range(0, 60)];
        int[] test = [.. Enumerable.Range(60, 30)];
        var part = problem.Take(train);
        var svc = new Svc { C = C, Kernel = new KernelSettings(KernelKind.Rbf, KernelGamma.Of(0.2)), Tolerance = 1e-8 };
        var model = svc.Fit(part.X, part.Y, part.Classes);
        var gram = GramMatrix.Of(problem.X, kernel);
        var dual = svc.FitPairs(gram.Take(train), part.Y, part.Classes.Length);

        Assert.Equal(model.Support, dual.Support);
        Assert.All(model.PairDecisions(problem.X.TakeRows(test)).Zip(dual.Scores(gram.Take(test, train))), d => Assert.Equal(d.First, d.Second, 1e-9));
    }

    [Fact]
    public void The_same_bits_come_from_any_number_of_threads()
    {
        var problem = SampleProblem.Make(7, rows: 200, classes: 6);
        SvcModel Fit(int parallelism) => new Svc { Parallelism = parallelism }.Fit(problem.X, problem.Y, problem.Classes);

        Assert.Equal(Fit(1).PairCoefficients, Fit(5).PairCoefficients);
        Assert.Equal(Fit(1).PairIntercepts, Fit(5).PairIntercepts);
    }

    [Fact]
    public void The_kernel_models_score_is_the_mean_of_a_classs_decisions()
    {
        var problem = SampleProblem.Make(8, classes: 3);
        var model = Tight.Fit(problem.X, problem.Y, problem.Classes);
        var pairs = model.PairDecisions(problem.X);
        var scores = model.ToKernelModel().DecisionFunction(problem.X);
        for (var row = 0; row < problem.Y.Length; row++)
        {
            var (ab, ac, bc) = (pairs[3 * row], pairs[(3 * row) + 1], pairs[(3 * row) + 2]);
            Assert.Equal((ab + ac) / 2, scores[3 * row], 1e-10);
            Assert.Equal((bc - ab) / 2, scores[(3 * row) + 1], 1e-10);
            Assert.Equal((-ac - bc) / 2, scores[(3 * row) + 2], 1e-10);
        }
    }

    [Fact]
    public void A_linear_kernel_folds_into_a_linear_model()
    {
        var problem = SampleProblem.Make(9);
        var model = new Svc { Kernel = new KernelSettings(KernelKind.Linear) }.Fit(problem.X, problem.Y, problem.Classes).ToKernelModel().WithTemperature(0.4);
        IDenseClassifier kernel = model;

        Assert.All(kernel.PredictProba(problem.X).Zip(model.ToLinear().PredictProba(problem.X)), p => Assert.Equal(p.First, p.Second, 1e-12));
        Assert.Throws<InvalidOperationException>(() => Tight.Fit(problem.X, problem.Y, problem.Classes).ToKernelModel().ToLinear());
    }

    [Fact]
    public void What_cannot_be_learned_from_is_refused_and_a_cancelled_fit_stops()
    {
        var problem = SampleProblem.Make(10);
        var none = new Svc { ClassWeights = ClassWeights.Of(1, 0, 1, 1) };
        var bad = new DenseMatrix(problem.X.Rows, 1);
        bad[3, 0] = double.NaN;

        Assert.Equal(ErrorCodes.InvalidRecipe, Assert.Throws<AffectException>(() => none.Fit(problem.X, problem.Y, problem.Classes)).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => Tight.Fit(bad, problem.Y, problem.Classes)).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => Tight.FitPairs(GramMatrix.Products(problem.X), problem.Y[1..], 4)).Code);
        Assert.ThrowsAny<OperationCanceledException>(() => Tight.Fit(problem.X, problem.Y, problem.Classes, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_report_says_whether_every_problem_converged()
    {
        var problem = SampleProblem.Make(11, rows: 120);
        var (done, cut) = (new Reports(), new Reports());
        new Svc().Fit(problem.X, problem.Y, problem.Classes, done);
        new Svc { MaxIterations = 5 }.Fit(problem.X, problem.Y, problem.Classes, cut);

        Assert.True(done.All.Single().Converged);
        Assert.Equal((5, false), (cut.All.Single().Iteration, cut.All.Single().Converged));
    }

    private static void MeetsConditions(double margin, double alpha, double cost, double slack = 1e-7)
    {
        Assert.InRange(alpha, 0, cost);
        if (alpha < cost)
        {
            Assert.True(margin >= 1 - slack, $"A row with alpha {alpha} below {cost} has margin {margin}.");
        }

        if (alpha > 0)
        {
            Assert.True(margin <= 1 + slack, $"A row with alpha {alpha} has margin {margin}.");
        }
    }
}
