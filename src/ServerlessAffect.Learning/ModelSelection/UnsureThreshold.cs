namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>The confidence below which a reading is called unsure, chosen on rows that the model was not fitted on.</summary>
/// <param name="Value">Readings with a confidence below it are unsure.</param>
/// <param name="Coverage">Share of the rows that were accepted.</param>
/// <param name="Accuracy">Share of the accepted rows that were right; NaN where none was accepted.</param>
public sealed record UnsureThreshold(double Value, double Coverage, double Accuracy)
{
    /// <summary>The smallest threshold at which the accepted rows reach the accuracy asked for; 0 where all of them do. Where no threshold does, nothing is accepted.</summary>
    /// <param name="confidences">[rows], probability of the chosen class.</param>
    /// <param name="isRight">[rows], whether the chosen class is the true one.</param>
    /// <param name="targetAccuracy">From 0 to 1.</param>
    public static UnsureThreshold Choose(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> isRight, double targetAccuracy)
    {
        if (confidences.Length != isRight.Length || confidences.IsEmpty)
        {
            throw new ArgumentException($"Expected one confidence for each of one or more rows; got {confidences.Length} and {isRight.Length}.", nameof(confidences));
        }

        if (!(targetAccuracy is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(targetAccuracy), targetAccuracy, "Expected an accuracy from 0 to 1.");
        }

        var (sorted, right) = (confidences.ToArray(), isRight.ToArray());
        Array.Sort(sorted, right);
        var accepted = right.Count(r => r);
        for (var first = 0; first < sorted.Length;)
        {
            var count = sorted.Length - first;
            if (accepted >= targetAccuracy * count)
            {
                return new UnsureThreshold(first == 0 ? 0 : sorted[first], (double)count / sorted.Length, (double)accepted / count);
            }

            // The next candidate is the next distinct confidence.
            var value = sorted[first];
            for (; first < sorted.Length && sorted[first] == value; first++)
            {
                accepted -= right[first] ? 1 : 0;
            }
        }

        return new UnsureThreshold(Math.BitIncrement(sorted[^1]), 0, double.NaN);
    }
}
