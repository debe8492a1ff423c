namespace ServerlessAffect.Learning.Cluster.Selection;

internal static class RowSample
{
    /// <summary>Different rows of 0 .. rows - 1, every choice as likely as any other, ascending.</summary>
    internal static int[] Draw(int rows, int count, SeededRandom random)
    {
        var all = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            all[i] = i;
        }

        // The first steps of Fisher and Yates.
        for (var i = 0; i < count; i++)
        {
            var j = i + random.Next(rows - i);
            (all[i], all[j]) = (all[j], all[i]);
        }

        var drawn = all[..count];
        Array.Sort(drawn);
        return drawn;
    }
}
