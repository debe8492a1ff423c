namespace ServerlessAffect.Learning.Cluster;

/// <summary>The middles of the cells of a grid that hold enough rows.</summary>
internal static class SeedCells
{
    /// <returns>In the order in which the rows come to them; the rows themselves where every row has a cell of its own or no cell holds enough.</returns>
    internal static DenseMatrix Of(DenseMatrix x, double width, int least)
    {
        var cells = new DenseMatrix(x.Rows, x.Columns);
        for (var i = 0; i < cells.Values.Length; i++)
        {
            // -0 and 0 are one cell.
            cells.Values[i] = Math.Round(x.Values[i] / width) + 0.0;
        }

        var counts = new Dictionary<int, int>(new SameRow(cells));
        for (var i = 0; i < x.Rows; i++)
        {
            counts[i] = counts.GetValueOrDefault(i) + 1;
        }

        int[] kept = [.. counts.Where(c => c.Value >= least).Select(c => c.Key).Order()];
        if (kept.Length == 0 || kept.Length == x.Rows)
        {
            return x;
        }

        var seeds = cells.TakeRows(kept);
        for (var i = 0; i < seeds.Values.Length; i++)
        {
            seeds.Values[i] *= width;
        }

        return seeds;
    }
}
