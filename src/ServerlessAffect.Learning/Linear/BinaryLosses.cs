namespace ServerlessAffect.Learning.Linear;

/// <summary>Σ_o w ln(1 + exp(-t s_o)), one binary problem per output: t is 1 where the row belongs to the output's class, else -1.</summary>
/// <param name="y">[rows], class indices.</param>
/// <param name="positives">[outputs], the class that each output stands for.</param>
/// <param name="own">[outputs, classes], weight of a row of a class in each output's problem, C included.</param>
internal sealed class BinaryLosses(int[] y, int[] positives, double[][] own) : IRowLoss
{
    public double ToResidual(int row, Span<double> scores)
    {
        var truth = y[row];
        var loss = 0.0;
        for (var o = 0; o < scores.Length; o++)
        {
            var weight = own[o][truth];
            var sign = truth == positives[o] ? 1 : -1;
            loss += weight * ClassScores.LogOnePlusExp(-sign * scores[o]);
            scores[o] = -sign * weight * ClassScores.Sigmoid(-sign * scores[o]);
        }

        return loss;
    }
}
