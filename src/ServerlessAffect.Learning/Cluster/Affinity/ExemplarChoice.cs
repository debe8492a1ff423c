namespace ServerlessAffect.Learning.Cluster;

/// <summary>Clusters around exemplars: every row goes to the most similar one, every cluster then to the row most similar to all of it, and the rows once more.</summary>
internal static class ExemplarChoice
{
    /// <returns>The exemplars, ascending, and the rows' labels; noise where there is no exemplar.</returns>
    internal static (int[] Exemplars, int[] Labels) Of(DenseMatrix similarities, bool[] chosen)
    {
        int[] exemplars = [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i])];
        var labels = new int[chosen.Length];
        if (exemplars.Length == 0)
        {
            labels.AsSpan().Fill(IClustering.Noise);
            return (exemplars, labels);
        }

        Join(similarities, exemplars, labels);
        var members = new List<int>();
        for (var k = 0; k < exemplars.Length; k++)
        {
            members.Clear();
            for (var i = 0; i < labels.Length; i++)
            {
                if (labels[i] == k)
                {
                    members.Add(i);
                }
            }

            exemplars[k] = MostSimilar(similarities, members);
        }

        Array.Sort(exemplars);
        Join(similarities, exemplars, labels);
        return (exemplars, labels);
    }

    private static void Join(DenseMatrix similarities, int[] exemplars, int[] labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var row = similarities.Row(i);
            labels[i] = 0;
            for (var k = 1; k < exemplars.Length; k++)
            {
                labels[i] = row[exemplars[k]] > row[exemplars[labels[i]]] ? k : labels[i];
            }
        }

        for (var k = 0; k < exemplars.Length; k++)
        {
            labels[exemplars[k]] = k;
        }
    }

    private static int MostSimilar(DenseMatrix similarities, List<int> members)
    {
        var sums = new double[members.Count];
        foreach (var i in members)
        {
            var row = similarities.Row(i);
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += row[members[j]];
            }
        }

        return members[Array.IndexOf(sums, sums.Max())];
    }
}
