using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Calibration;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Trees.Boosting;

namespace ServerlessAffect.Learning.Tests.Trees.Boosting;

public class XgbClassifierTests
{
    private static readonly XgbSettings Few = new() { Rounds = 8, MaxDepth = 3 };

    [BoostingFact]
    public void Trees_learn_their_rows_and_their_probabilities_sum_to_one()
    {
        IDenseClassifier model = new XgbClassifier { Settings = new() { Rounds = 40 } }.Fit(Waves.X, Waves.Y, Waves.Classes);

        Assert.Equal(Waves.Y, model.Predict(Waves.X));
        Assert.All(model.PredictProba(Waves.X).Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-12));
    }

    [BoostingFact]
    public void The_same_rows_and_seed_give_the_same_bytes_whatever_was_fitted_before()
    {
        var drawn = Few with { Subsample = 0.6, ColsampleByTree = 0.5, ColsampleByNode = 0.7, RandomState = 7 };
        var first = new XgbClassifier { Settings = drawn }.Fit(Waves.X, Waves.Y, Waves.Classes).Save();
        var other = new XgbClassifier { Settings = drawn with { RandomState = 8 } }.Fit(Waves.X, Waves.Y, Waves.Classes).Save();
        var again = new XgbClassifier { Settings = drawn }.Fit(Waves.X, Waves.Y, Waves.Classes).Save();

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [BoostingFact]
    public void What_was_saved_loads_as_itself()
    {
        var model = new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes);
        var loaded = XgbModel.Load(model.Save(), Waves.Classes);

        Assert.Equal(model.DecisionFunction(Waves.X), loaded.DecisionFunction(Waves.X));
        Assert.Equal((8, 4, 3), (loaded.Rounds, loaded.Features, loaded.Outputs));
        Assert.Equal(24, loaded.Trees.Count);
    }

    [BoostingFact]
    public void The_trees_that_are_told_give_the_margins()
    {
        var holes = Holed(Waves.X);
        foreach (var classes in new[] { 2, 3 })
        {
            var y = Array.ConvertAll(Waves.Y, label => label % classes);
            var model = new XgbClassifier { Settings = Few with { BaseScore = 0.3 } }.Fit(holes, y, Waves.Classes[..classes]);
            var margins = model.Margins(holes);
            for (var row = 0; row < holes.Rows; row++)
            {
                for (var output = 0; output < model.Outputs; output++)
                {
                    var sum = model.BaseMargin + model.Trees.Where(t => t.Output == output).Sum(t => LeafOf(t, holes.Row(row).ToArray()));
                    Assert.Equal(sum, margins[(row * model.Outputs) + output], 1e-5);
                }
            }
        }
    }

    [BoostingFact]
    public void Contributions_sum_to_the_margins_and_importances_agree_with_each_other()
    {
        var model = new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes);
        var sums = model.Contributions(Waves.X).Chunk(5).Select(c => c.Sum());
        Assert.All(sums.Zip(model.Margins(Waves.X)), p => Assert.Equal(p.Second, p.First, 1e-4));

        double[] Of(ImportanceKind kind) => model.Importance(kind);
        for (var column = 0; column < 4; column++)
        {
            Assert.Equal(Of(ImportanceKind.Weight)[column] * Of(ImportanceKind.Gain)[column], Of(ImportanceKind.TotalGain)[column], 1e-2);
            Assert.Equal(Of(ImportanceKind.Weight)[column] * Of(ImportanceKind.Cover)[column], Of(ImportanceKind.TotalCover)[column], 1e-2);
        }

        Assert.Equal(model.Trees.Sum(t => t.Reached().Count(n => t.Feature[n] >= 0)), Of(ImportanceKind.Weight).Sum());
    }

    [BoostingFact]
    public void Early_stopping_keeps_the_rounds_up_to_the_best_and_the_history_of_all()
    {
        // The validation part's labels are turned round: every round makes it worse.
        int[] wrong = Array.ConvertAll(Waves.Y, label => (label + 1) % 3);
        var settings = Few with { Rounds = 50, EarlyStoppingRounds = 4 };
        var model = new XgbClassifier { Settings = settings }.Fit(Waves.X, Waves.Y, Waves.Classes, validation: new(Waves.X, wrong));

        Assert.Equal(1, model.Rounds);
        Assert.Equal(["train", "validation"], model.History.Select(h => h.Part));
        Assert.All(model.History, h => Assert.Equal(5, h.Values.Count));
        Assert.All(model.History, h => Assert.Equal("mlogloss", h.Metric));

        // Of a metric that should rise, the best one is the highest.
        var rising = settings with { Rounds = 6, EvalMetric = "auc", EarlyStoppingRounds = 3 };
        var good = new XgbClassifier { Settings = rising }.Fit(Waves.X, Waves.Y, Waves.Classes, validation: new(Waves.X, Waves.Y));
        var scores = good.History.Single(h => h.Part == "validation").Values;
        Assert.Equal(scores.ToList().IndexOf(scores.Max()) + 1, good.Rounds);
        Assert.Throws<ArgumentException>(() => new XgbClassifier { Settings = settings }.Fit(Waves.X, Waves.Y, Waves.Classes));
    }

    [BoostingFact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        int[] doubled = [.. Enumerable.Range(0, 30), 0, 1, 2];
        var weights = Enumerable.Range(0, 30).Select(i => i < 3 ? 2.0 : 1).ToArray();
        var twice = new XgbClassifier { Settings = Few }.Fit(Waves.X.TakeRows(doubled), Array.ConvertAll(doubled, i => Waves.Y[i]), Waves.Classes);
        var weighed = new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes, weights);

        Assert.All(twice.Margins(Waves.X).Zip(weighed.Margins(Waves.X)), m => Assert.Equal(m.First, m.Second, 1e-4));
    }

    [BoostingFact]
    public void Balanced_classes_weigh_the_same_in_sum()
    {
        int[] rows = [.. Enumerable.Range(0, 30).Where(i => i % 3 == 0 || i < 9)];
        var (x, y) = (Waves.X.TakeRows(rows), Array.ConvertAll(rows, i => Waves.Y[i]));
        var balanced = new XgbClassifier { Settings = Few, ClassWeights = ClassWeights.Balanced }.Fit(x, y, Waves.Classes);
        var byHand = ClassWeights.Balanced.Resolve(y, 3);
        var weighed = new XgbClassifier { Settings = Few }.Fit(x, y, Waves.Classes, Array.ConvertAll(y, label => byHand[label]));

        Assert.Equal(weighed.Save(), balanced.Save());
        Assert.NotEqual(new XgbClassifier { Settings = Few }.Fit(x, y, Waves.Classes).Save(), balanced.Save());
    }

    [BoostingFact]
    public void Trees_average_with_other_learners_and_take_a_temperature()
    {
        var trees = new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes);
        var linear = new LogisticRegression().Fit(Waves.X, Waves.Y, Waves.Classes);
        var temperature = TemperatureScaling.Fit(trees.DecisionFunction(Waves.X), Waves.Y, 3);
        var tempered = new SoftmaxOfScores(trees, temperature);
        IDenseClassifier mean = new LogProbabilityMean([new(tempered), new(linear, 2)], 1.2);

        Assert.True(temperature < 1, "Trees on their own training rows are not sure enough.");
        var sum = tempered.PredictLogProba(Waves.X).Zip(linear.PredictLogProba(Waves.X), (t, l) => t + (2 * l)).ToArray();
        Assert.Equal(ClassScores.ArgMax(sum, 3), mean.Predict(Waves.X));
        Assert.All(mean.PredictProba(Waves.X).Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-12));
    }

    [BoostingFact]
    public void Many_threads_get_the_same_answers()
    {
        var model = XgbModel.Load(new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes).Save(), Waves.Classes);
        var expected = new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes).Margins(Waves.X);

        Parallel.For(0, 32, _ => Assert.Equal(expected, model.Margins(Waves.X)));
    }

    [BoostingFact]
    public void Progress_is_told_and_cancellation_heard()
    {
        var reports = new Reports();
        new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes, progress: reports);
        Assert.Equal(8, reports.All.Count);
        Assert.True(reports.All[^1].Converged);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes, cancellationToken: stopped.Token));
    }

    [BoostingFact]
    public void What_cannot_be_learned_from_or_loaded_is_named()
    {
        var infinite = new DenseMatrix(30, 4, (double[])Waves.X.Values.Clone()) { [3, 1] = double.PositiveInfinity };
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new XgbClassifier().Fit(infinite, Waves.Y, Waves.Classes)).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new XgbClassifier().Fit(Waves.X, Waves.Y[1..], Waves.Classes)).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new XgbClassifier().Fit(Waves.X, Waves.Y, Waves.Classes, [1, 2])).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => new XgbClassifier { Settings = Few with { Subsample = 0 } }.Fit(Waves.X, Waves.Y, Waves.Classes));
        Assert.Throws<ArgumentOutOfRangeException>(() => new XgbClassifier { Settings = Few with { BaseScore = 1 } }.Fit(Waves.X, Array.ConvertAll(Waves.Y, y => y % 2), ["a", "b"]));

        var model = new XgbClassifier { Settings = Few }.Fit(Waves.X, Waves.Y, Waves.Classes);
        Assert.Throws<ArgumentException>(() => model.Margins(new DenseMatrix(1, 3)));
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => XgbModel.Load(model.Save(), ["a", "b"])).Code);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => XgbModel.Load("{}"u8.ToArray(), ["a", "b"])).Code);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => XgbModel.Load(new byte[8], ["a", "b"])).Code);
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => XgbRegression.Load(model.Save())).Code);
    }

    private static DenseMatrix Holed(DenseMatrix x) => new(x.Rows, x.Columns, [.. x.Values.Select((v, i) => i % 5 == 2 ? double.NaN : v)]);

    private static float LeafOf(BoostedTree tree, double[] row)
    {
        var node = 0;
        while (tree.Feature[node] >= 0)
        {
            var value = (float)row[tree.Feature[node]];
            var left = float.IsNaN(value) ? tree.MissingLeft[node] : value < tree.Value[node];
            node = left ? tree.Left[node] : tree.Right[node];
        }

        return tree.Value[node];
    }
}
