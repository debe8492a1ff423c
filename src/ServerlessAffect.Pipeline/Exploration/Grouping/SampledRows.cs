namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>Rows drawn without replacement: the same for the same seed.</summary>
internal static class SampledRows
{
    /// <returns>[count], ascending.</returns>
    public static int[] Of(int rows, int count, int seed)
    {
        // Algorithm S (Knuth): each row is taken with the probability that as many are still wanted.
        var (taken, state) = (new int[count], (unchecked((uint)seed) ^ 0x9E3779B9u) | 1);
        for (var (row, next) = (0, 0); next < count; row++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            if ((ulong)state * (ulong)(rows - row) < (ulong)(count - next) << 32)
            {
                taken[next++] = row;
            }
        }

        return taken;
    }
}
