namespace ServerlessAffect.Learning.Metrics;

internal static class Ranks
{
    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    internal static double[] Average(ReadOnlySpan<double> values)
    {
        var (keys, order) = (values.ToArray(), new int[values.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        var ranks = new double[keys.Length];
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
