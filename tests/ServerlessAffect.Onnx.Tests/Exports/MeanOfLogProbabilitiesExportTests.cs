using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Onnx.Tests.Exports;

public sealed class MeanOfLogProbabilitiesExportTests
{
    [Fact]
    public void Softmax_members_give_what_their_fold_gives()
    {
        EnsembleMember[] members = [new(Invented.Linear(1, 80, 6, 0.7)), new(Invented.Linear(2, 80, 6, 1), 2), new(Invented.Linear(3, 80, 6, 1.9), 0.5)];
        var x = Invented.Rows(5, 24, 80);
        var apart = InvokedModel.Sparse(MeanOfLogProbabilitiesExport.Export(members, 1.4, "made-up"), x, 80);
        var folded = new AveragingEnsemble(members).Fold().WithTemperature(1.4);
        Assert.InRange(Invented.LargestDifference(folded.PredictProba(x), apart), 0, 1e-6);
        var single = InvokedModel.Sparse(SparseLinearExport.Export(folded, "made-up"), x, 80);
        Assert.InRange(apart.Zip(single, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-6f);
    }

    [Fact]
    public void One_vs_rest_members_are_averaged_after_their_link()
    {
        var first = Invented.Linear(1, 40, 5, 0.8, ProbabilityLink.OneVsRest);
        var second = Invented.Linear(2, 40, 5);
        var x = Invented.Rows(5, 16, 40);
        var (one, two) = (first.PredictLogProba(x), second.PredictLogProba(x));
        var expected = new double[one.Length];
        for (var at = 0; at < expected.Length; at += 5)
        {
            var mean = Enumerable.Range(at, 5).Select(i => Math.Exp(((3 * one[i]) + two[i]) / 4 / 1.2)).ToArray();
            for (var c = 0; c < 5; c++)
            {
                expected[at + c] = mean[c] / mean.Sum();
            }
        }

        var file = MeanOfLogProbabilitiesExport.Export([new(first, 3), new(second, 1)], 1.2, "made-up", WeightPrecision.Single);
        Assert.InRange(Invented.LargestDifference(expected, InvokedModel.Sparse(file, x, 40)), 0, 1e-6);
    }

    [Fact]
    public void Members_that_do_not_match_are_refused()
    {
        var model = Invented.Linear(1, 4, 3);
        Assert.Throws<ArgumentException>(() => MeanOfLogProbabilitiesExport.Export([], 1, "made-up"));
        Assert.Throws<ArgumentException>(() => MeanOfLogProbabilitiesExport.Export([new(model)], 0, "made-up"));
        Assert.Throws<ArgumentException>(() => MeanOfLogProbabilitiesExport.Export([new(model, -1)], 1, "made-up"));
        Assert.Throws<ArgumentException>(() => MeanOfLogProbabilitiesExport.Export([new(model), new(Invented.Linear(1, 5, 3))], 1, "made-up"));
        Assert.Throws<ArgumentException>(() => MeanOfLogProbabilitiesExport.Export([new(model), new(Invented.Linear(1, 4, 2))], 1, "made-up"));
    }
}
