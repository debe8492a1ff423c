using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.NaiveBayes;

namespace ServerlessAffect.Learning.Tests.Ensembles;

public class AveragingEnsembleTests
{
    [Fact]
    public void The_folded_model_has_the_probabilities_of_the_ensemble() => Check.One(SampleProblem.Tests(25), Prop.ForAll(SampleProblem.Arbitrary, problem =>
    {
        var counts = new DenseMatrix(problem.X.Rows, problem.X.Columns, Array.ConvertAll(problem.X.Values, Math.Abs));
        var ensemble = new AveragingEnsemble(
        [
            new(new LinearSvc().Fit(counts, problem.Y, problem.Classes).WithTemperature(0.4), 2),
            new(new LogisticRegression().Fit(counts, problem.Y, problem.Classes)),
            new(new NbSvm { Loss = NbLoss.Logistic }.Fit(counts, problem.Y, problem.Classes).WithLink(ProbabilityLink.Softmax).WithTemperature(1.7), 0.3),
            new(new ComplementNB().Fit(counts, problem.Y, problem.Classes).WithTemperature(3)),
        ]);

        var expected = ensemble.PredictProba(counts);

        Golden.GoldenFile.Close(expected, ensemble.Fold().PredictProba(counts), 1e-12);
        Assert.All(expected.Chunk(problem.Classes.Length), row => Assert.Equal(1, row.Sum(), 12));
    }));

    [Fact]
    public void One_member_folds_to_itself()
    {
        var problem = SampleProblem.Make(1);
        var model = new LogisticRegression().Fit(problem.X, problem.Y, problem.Classes);

        Assert.Equal(model.Coefficients, new AveragingEnsemble([new(model, 3)]).Fold().Coefficients);
    }

    [Fact]
    public void Members_that_do_not_go_together_are_refused()
    {
        var model = new LinearModel(["a", "b"], 1, [1, 2], [0, 0]);
        Refused();
        Refused(new EnsembleMember(model), new EnsembleMember(new LinearModel(["a", "c"], 1, [1, 2], [0, 0])));
        Refused(new EnsembleMember(model), new EnsembleMember(new LinearModel(["a", "b"], 2, [1, 2, 3, 4], [0, 0])));
        Refused(new EnsembleMember(model, 0));
        Refused(new EnsembleMember(model.WithLink(ProbabilityLink.OneVsRest)));

        static void Refused(params EnsembleMember[] members) => Assert.Throws<ArgumentException>(() => new AveragingEnsemble(members));
    }
}
