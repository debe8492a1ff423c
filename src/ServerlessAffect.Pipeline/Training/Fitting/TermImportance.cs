using ServerlessAffect.Core.Features;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>How much each term moves the scores of the training texts: the length of its weights, less what is the same for all classes, times the root mean square of its values.</summary>
internal static class TermImportance
{
    /// <returns>The columns of the <paramref name="keep"/> most important terms, ascending; the earlier one where terms tie.</returns>
    public static int[] Select(LinearModel model, CsrMatrix rows, int keep)
    {
        var squares = new double[rows.Columns];
        for (var e = 0; e < rows.Entries; e++)
        {
            squares[rows.Indices[e]] += rows.Values[e] * rows.Values[e];
        }

        var classes = model.Classes.Count;
        var negated = new double[rows.Columns];
        for (var column = 0; column < negated.Length; column++)
        {
            var weights = model.Coefficients.AsSpan(column * classes, classes);
            var (sum, sumOfSquares) = (0.0, 0.0);
            foreach (var weight in weights)
            {
                sum += weight;
                sumOfSquares += weight * weight;
            }

            negated[column] = -(sumOfSquares - (sum * sum / classes)) * squares[column];
        }

        return [.. Enumerable.Range(0, negated.Length).OrderBy(column => negated[column]).Take(keep).Order()];
    }
}
