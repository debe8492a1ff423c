using ServerlessAffect.Learning.Trees.Boosting;

namespace ServerlessAffect.Learning.Tests.Trees.Boosting;

public class XgbRegressorTests
{
    private static readonly double[] Targets = [.. Enumerable.Range(0, 30).Select(i => (3 * Waves.X[i, 1]) - Waves.X[i, 2])];

    [BoostingFact]
    public void Every_objective_comes_near_its_targets()
    {
        foreach (var objective in Enum.GetValues<RegressionObjective>())
        {
            var model = new XgbRegressor { Objective = objective, Settings = new() { Rounds = 200 } }.Fit(Waves.X, Targets);
            var error = model.Predict(Waves.X).Zip(Targets, (p, t) => Math.Abs(p - t)).Average();
            Assert.True(error < 0.2, $"{objective} is off by {error} on average.");
        }
    }

    [BoostingFact]
    public void A_single_wild_target_moves_absolute_error_less()
    {
        var wild = (double[])Targets.Clone();
        wild[4] = 1000;
        double Mean(RegressionObjective objective) =>
            new XgbRegressor { Objective = objective, Settings = new() { Rounds = 60, MaxDepth = 1 } }.Fit(Waves.X, wild).Predict(Waves.X).Average(Math.Abs);

        Assert.True(Mean(RegressionObjective.AbsoluteError) < Mean(RegressionObjective.SquaredError) / 3);
    }

    [BoostingFact]
    public void Early_stopping_and_loading_work_as_for_classes()
    {
        var settings = new XgbSettings { Rounds = 60, EarlyStoppingRounds = 3 };
        var model = new XgbRegressor { Settings = settings }.Fit(Waves.X, Targets, validation: new(Waves.X, Array.ConvertAll(Targets, t => -t)));

        Assert.InRange(model.Rounds, 1, 20);
        Assert.Equal(model.Rounds + 3, model.History[0].Values.Count);
        Assert.Equal(model.Predict(Waves.X), XgbRegression.Load(model.Save()).Predict(Waves.X));
    }
}
