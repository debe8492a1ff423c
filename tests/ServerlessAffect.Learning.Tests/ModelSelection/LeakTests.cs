using ServerlessAffect.Learning.Calibration;
using ServerlessAffect.Learning.Decomposition;
using ServerlessAffect.Learning.Discriminant;
using ServerlessAffect.Learning.FeatureSelection;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Learning.Svm;

namespace ServerlessAffect.Learning.Tests.ModelSelection;

/// <summary>Split first, then fit: absurd values in the test part must not reach anything fitted.</summary>
public class LeakTests
{
    [Fact]
    public void Poison_in_the_test_part_changes_nothing_that_is_fitted()
    {
        var problem = SampleProblem.Make(31, rows: 90, classes: 3, counts: true);
        string[] groups = [.. Enumerable.Range(0, 90).Select(i => $"speaker {i % 9}")];
        foreach (var fold in new StratifiedGroupKFold { Splits = 3, RandomState = 1 }.Split(problem.Y, groups))
        {
            var poisoned = new DenseMatrix(problem.X.Rows, problem.X.Columns, [.. problem.X.Values]);
            var labels = (int[])problem.Y.Clone();
            foreach (var row in fold.Test)
            {
                poisoned.Row(row).Fill(1e12);
                labels[row] = 2 - labels[row];
            }

            Assert.Equal(FitAll(problem.X, problem.Y, problem.Classes, fold), FitAll(poisoned, labels, problem.Classes, fold));
        }
    }

    [Fact]
    public void Poison_in_the_test_part_changes_no_learner_of_dense_rows()
    {
        var problem = SampleProblem.Make(32, rows: 90, classes: 3);
        string[] groups = [.. Enumerable.Range(0, 90).Select(i => $"speaker {i % 9}")];
        foreach (var fold in LeaveOneGroupOut.Split(groups))
        {
            var poisoned = new DenseMatrix(problem.X.Rows, problem.X.Columns, [.. problem.X.Values]);
            foreach (var row in fold.Test)
            {
                poisoned.Row(row).Fill(-1e12);
            }

            Assert.Equal(FitDense(problem.X, problem, groups, fold), FitDense(poisoned, problem, groups, fold));
        }
    }

    private static double[] FitDense(DenseMatrix x, SampleProblem problem, string[] groups, Fold fold)
    {
        // Standardised per speaker over all rows, as a protocol does it before it splits.
        var train = GroupStandardScaler.Transform(x, groups).TakeRows(fold.Train);
        int[] y = [.. fold.Train.Select(i => problem.Y[i])];
        var chosen = ColumnChoice.Best(AnovaF.Of(train, y, 3).F, 4);
        var picked = train.TakeColumns(chosen);
        var scaled = StandardScaler.Fit(picked).Transform(picked);
        var svc = new Svc().Fit(scaled, y, problem.Classes);
        var ridge = new KernelRidgeClassifier { ClassWeights = ClassWeights.Balanced }.Fit(scaled, y, problem.Classes);
        var discriminant = new LinearDiscriminantAnalysis { Shrinkage = Shrinkage.Auto }.Fit(scaled, y, problem.Classes);
        var inner = LeaveOneGroupOut.Split([.. fold.Train.Select(i => groups[i])]);
        var held = new KernelRidgeClassifier().HeldOutScores(GramMatrix.Of(scaled, ridge.Kernel), y, 3, inner);
        return
        [
            .. chosen.Select(c => (double)c), .. svc.PairCoefficients, .. ridge.Coefficients, .. discriminant.Model.Coefficients, .. Pca.Fit(scaled, 2).Components.Values,
            TemperatureScaling.Fit(held, y, 3),
        ];
    }

    // Everything that a protocol fits, on the training part of a fold, the temperature on a part held out of it.
    private static double[] FitAll(DenseMatrix x, int[] y, string[] classes, Fold fold)
    {
        var train = x.TakeRows(fold.Train);
        int[] labels = [.. fold.Train.Select(i => y[i])];
        var scaled = StandardScaler.Fit(train).Transform(train);
        var inner = new StratifiedShuffleSplit { TestSize = 0.3, RandomState = 2 }.Split(labels);
        int[] innerLabels = [.. inner.Train.Select(i => labels[i])];
        int[] heldLabels = [.. inner.Test.Select(i => labels[i])];
        var svc = new LinearSvc { ClassWeights = ClassWeights.Balanced }.Fit(scaled.TakeRows(inner.Train), innerLabels, classes);
        var logistic = new LogisticRegression { ClassWeights = ClassWeights.Balanced }.Fit(scaled, labels, classes);
        var bayes = new NbSvm().Fit(train, labels, classes);
        var temperature = TemperatureScaling.Fit(svc.DecisionFunction(scaled.TakeRows(inner.Test)), heldLabels, classes.Length);
        return [.. svc.Coefficients, .. logistic.Coefficients, .. bayes.Coefficients, temperature, .. new Smote { Neighbours = 2 }.FitResample(scaled, labels).X.Values];
    }
}
