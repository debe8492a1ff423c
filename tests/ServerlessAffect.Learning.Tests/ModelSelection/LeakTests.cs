using ServerlessAffect.Learning.Calibration;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Preprocessing;

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
