using ServerlessAffect.Pipeline.Exploration.Measuring;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>Words that stand in some texts more often than in the others: log-odds ratios with an informative Dirichlet prior, over their standard errors (Monroe, Colaresi, Quinn 2008).
/// Words that all texts use come out near 0, and so do words too rare to tell.</summary>
internal static class TellingTerms
{
    /// <summary>Weight of the prior: as many words as it counts before the texts are seen.</summary>
    private const double PriorWords = 500;

    /// <param name="terms">Of all texts.</param>
    /// <param name="inside">Whether a text, by its row, is one of those.</param>
    /// <returns>Those with a z-score above 1.96, the most telling first.</returns>
    public static IReadOnlyList<(string Term, double Score, int Count)> Of(TermTable terms, Func<int, bool> inside)
    {
        var (within, all) = (new double[terms.Terms.Count], new double[terms.Terms.Count]);
        for (var row = 0; row < terms.Counts.Rows; row++)
        {
            var columns = terms.Counts.RowIndices(row);
            var values = terms.Counts.RowValues(row);
            var counts = inside(row);
            for (var e = 0; e < columns.Length; e++)
            {
                all[columns[e]] += values[e];
                within[columns[e]] += counts ? values[e] : 0;
            }
        }

        var (wordsWithin, words) = (within.Sum(), all.Sum());
        var telling = new List<(string, double, int)>();
        for (var t = 0; t < all.Length && wordsWithin < words; t++)
        {
            var prior = PriorWords * all[t] / words;
            var (a, b) = (within[t] + prior, all[t] - within[t] + prior);
            var odds = Math.Log(a / (wordsWithin + PriorWords - a)) - Math.Log(b / (words - wordsWithin + PriorWords - b));
            var score = odds / Math.Sqrt((1 / a) + (1 / b));
            if (score > 1.96 && terms.Terms[t].Any(char.IsLetter) && !terms.Terms[t].Split(' ').Any(IsSign))
            {
                telling.Add((terms.Terms[t], score, (int)within[t]));
            }
        }

        return [.. telling.OrderByDescending(t => t.Item2)];
    }

    // A comma tells a class as well as a word does, and says nothing to a reader.
    private static bool IsSign(string token) => !token.Any(char.IsLetterOrDigit);
}
