using ServerlessAffect.Learning.Trees.Boosting;

namespace ServerlessAffect.Learning.Tests.Trees.Boosting;

public class RandomForestClassifierTests
{
    [BoostingFact]
    public void A_forest_is_one_round_of_trees_that_differ()
    {
        var forest = new RandomForestClassifier { Trees = 20, Subsample = 0.7, ColsampleByNode = 0.5 };
        var model = forest.Fit(Waves.X, Waves.Y, Waves.Classes);

        Assert.Equal((1, 60), (model.Rounds, model.Trees.Count));
        Assert.True(model.Trees.Select(t => t.Value[0]).Distinct().Count() > 10, "Most trees ask something else first.");
        Assert.Equal(model.Save(), forest.Fit(Waves.X, Waves.Y, Waves.Classes).Save());
    }

    [BoostingFact]
    public void A_forest_tells_most_of_its_rows()
    {
        IDenseClassifier model = new RandomForestClassifier { ColsampleByNode = 0.5 }.Fit(Waves.X, Waves.Y, Waves.Classes);

        Assert.True(model.Predict(Waves.X).Zip(Waves.Y).Count(p => p.First == p.Second) >= 27);
    }
}
