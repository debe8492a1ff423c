namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>(x - mean) / standard deviation of every column, both taken from the rows of the row's own group: standardisation per speaker.</summary>
/// <remarks>
/// It looks at no label and at no other group, so that a held-out speaker's rows are transformed the same way whether they are tested or trained on; but it does look at all of that
/// speaker's rows. A figure reached with it holds where a subject's recordings come together, and is reported apart from figures without. Population variance; a column
/// that is constant in a group becomes 0 there, so a group of one row becomes zeros.
/// </remarks>
public static class GroupStandardScaler
{
    /// <param name="x">[rows, columns].</param>
    /// <param name="groups">[rows], for example speakers.</param>
    /// <returns>A new matrix, rows in the same order.</returns>
    public static DenseMatrix Transform(DenseMatrix x, IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count != x.Rows)
        {
            throw new ArgumentException($"Expected one group a row; got {groups.Count} groups and {x.Rows} rows.", nameof(groups));
        }

        var result = new DenseMatrix(x.Rows, x.Columns);
        foreach (var members in Enumerable.Range(0, x.Rows).GroupBy(i => groups[i], StringComparer.Ordinal))
        {
            int[] rows = [.. members];
            var own = x.TakeRows(rows);
            var scaled = StandardScaler.Fit(own).Transform(own);
            for (var i = 0; i < rows.Length; i++)
            {
                scaled.Row(i).CopyTo(result.Row(rows[i]));
            }
        }

        return result;
    }
}
