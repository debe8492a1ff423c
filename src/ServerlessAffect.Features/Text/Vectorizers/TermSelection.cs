namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Which terms get a column: scikit-learn's <c>min_df</c>, <c>max_df</c> and <c>max_features</c>.</summary>
internal static class TermSelection
{
    /// <returns>[index.Trie.Count], whether the node's term is kept.</returns>
    public static bool[] Keep(TermIndex index, TermCounts counts, VectorizerOptions options)
    {
        var fewest = Limit(options.MinDf, counts.Rows);
        var most = Limit(options.MaxDf ?? double.PositiveInfinity, counts.Rows);
        var kept = new bool[index.Trie.Count];
        var total = 0;
        for (var node = 1; node < kept.Length; node++)
        {
            var frequency = counts.DocumentFrequency(node);
            kept[node] = frequency > 0 && frequency >= fewest && frequency <= most;
            total += kept[node] ? 1 : 0;
        }

        if (options.MaxFeatures is { } limit && total > limit)
        {
            KeepMostFrequent(index, counts, options.Binary, kept, limit);
        }

        return kept;
    }

    private static double Limit(double value, int rows) => value < 1 ? value * rows : value;

    private static void KeepMostFrequent(TermIndex index, TermCounts counts, bool binary, bool[] kept, int limit)
    {
        var totals = counts.Totals(kept.Length, binary);
        var columns = TermOrder.Columns(index.Trie, index.SymbolRanks(), kept);
        var candidates = new List<int>();
        for (var node = 1; node < kept.Length; node++)
        {
            if (kept[node])
            {
                candidates.Add(node);
            }
        }

        candidates.Sort((a, b) => totals[b] != totals[a] ? totals[b].CompareTo(totals[a]) : columns[a].CompareTo(columns[b]));
        Array.Clear(kept);
        foreach (var node in candidates[..limit])
        {
            kept[node] = true;
        }
    }
}
