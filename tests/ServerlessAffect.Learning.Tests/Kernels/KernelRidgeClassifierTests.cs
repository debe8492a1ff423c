using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.ModelSelection;

namespace ServerlessAffect.Learning.Tests.Kernels;

public class KernelRidgeClassifierTests
{
    private static readonly Kernel Rbf = Kernel.Rbf(0.3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_solution_fulfils_its_equations(bool intercept)
    {
        var problem = SampleProblem.Make(1, rows: 150);
        var gram = GramMatrix.Of(problem.X, Rbf);
        var weights = ClassWeights.Balanced.Resolve(problem.Y, 4);
        var model = new KernelRidgeClassifier { Lambda = 0.7, ClassWeights = ClassWeights.Balanced, FitIntercept = intercept }.Fit(gram, problem.Y, 4);
        var scores = model.Scores(gram.Take([.. model.Support], [.. model.Support]));
        for (var i = 0; i < problem.Y.Length; i++)
        {
            for (var c = 0; c < 4; c++)
            {
                var target = problem.Y[i] == c ? 1 : -1;
                Assert.Equal(target, scores[(i * 4) + c] + (0.7 / weights[problem.Y[i]] * model.Coefficients[(i * 4) + c]), 1e-9);
            }
        }

        Assert.Equal(intercept, model.Intercept.Any(b => b != 0));
        for (var c = 0; intercept && c < 4; c++)
        {
            Assert.Equal(0, Enumerable.Range(0, problem.Y.Length).Sum(i => model.Coefficients[(i * 4) + c]), 1e-9);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Held_out_scores_are_those_of_models_that_never_saw_the_group(bool intercept)
    {
        var problem = SampleProblem.Make(2, rows: 120);
        var gram = GramMatrix.Of(problem.X, Rbf);
        var folds = LeaveOneGroupOut.Split([.. Enumerable.Range(0, 120).Select(i => $"speaker {i * i % 7}")]);
        var learner = new KernelRidgeClassifier { Lambda = 0.2, ClassWeights = ClassWeights.Of(1, 2, 0.5, 1.5), FitIntercept = intercept };
        var scores = learner.HeldOutScores(gram, problem.Y, 4, folds);
        foreach (var fold in folds)
        {
            var again = learner.Fit(gram.Take(fold.Train), [.. fold.Train.Select(i => problem.Y[i])], 4).Scores(gram.Take(fold.Test, fold.Train));
            Assert.All(fold.Test.SelectMany((row, i) => Enumerable.Range(0, 4).Select(c => (scores[(row * 4) + c], again[(i * 4) + c]))), s => Assert.Equal(s.Item2, s.Item1, 1e-8));
        }
    }

    [Fact]
    public void Rows_and_kernel_values_give_the_same_model()
    {
        var problem = SampleProblem.Make(3, rows: 70);
        var learner = new KernelRidgeClassifier { Kernel = new KernelSettings(KernelKind.Rbf, KernelGamma.Of(0.3)) };
        var model = learner.Fit(problem.X, problem.Y, problem.Classes);
        var gram = GramMatrix.Of(problem.X, Rbf);
        int[] all = [.. Enumerable.Range(0, 70)];

        Assert.All(model.DecisionFunction(problem.X).Zip(learner.Fit(gram, problem.Y, 4).Scores(gram.Take(all, all))), s => Assert.Equal(s.First, s.Second, 1e-10));
        Assert.All(((IDenseClassifier)model).PredictProba(problem.X).Chunk(4), row => Assert.Equal(1, row.Sum(), 1e-12));
    }

    [Fact]
    public void A_class_without_weight_is_refused()
    {
        var problem = SampleProblem.Make(4);
        var learner = new KernelRidgeClassifier { ClassWeights = ClassWeights.Of(1, 1, 1, 0) };

        Assert.Equal(ErrorCodes.InvalidRecipe, Assert.Throws<AffectException>(() => learner.Fit(problem.X, problem.Y, problem.Classes)).Code);
    }

    [Fact]
    public void Predicting_allocates_nothing_for_a_row_but_its_scores()
    {
        var problem = SampleProblem.Make(5, rows: 64);
        var model = new KernelRidgeClassifier().Fit(problem.X, problem.Y, problem.Classes);
        var few = problem.X.TakeRows([0, 1]);

        Assert.Equal(62 * 4 * sizeof(double), Allocated(model, problem.X) - Allocated(model, few));
    }

    private static long Allocated(KernelModel model, DenseMatrix x)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            model.DecisionFunction(x);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
