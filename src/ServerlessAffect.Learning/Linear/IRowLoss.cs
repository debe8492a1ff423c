namespace ServerlessAffect.Learning.Linear;

/// <summary>The loss of one row as a function of its scores.</summary>
internal interface IRowLoss
{
    /// <summary>Replaces the scores by the gradient of the loss with respect to them and returns the loss, both with the row's weight in.</summary>
    double ToResidual(int row, Span<double> scores);
}
