namespace ServerlessAffect.Learning.Cluster;

/// <summary>Rows turned round, [columns, rows], less a centre: the values of a column for neighbouring rows lie side by side, so that one lane belongs to one row.</summary>
internal sealed class MixtureColumns
{
    /// <summary>Rows that are worked on at once: what they need stays in the cache.</summary>
    internal const int Block = 128;

    private MixtureColumns(DenseMatrix values, int rows) => (Values, Rows) = (values, rows);

    /// <summary>[columns, padded]; what is past <see cref="Rows"/> is 0.</summary>
    internal DenseMatrix Values { get; }

    internal int Rows { get; }

    internal int Columns => Values.Rows;

    /// <summary><see cref="Rows"/> rounded up to whole blocks.</summary>
    internal int Padded => Values.Columns;

    internal static MixtureColumns Of(DenseMatrix x, double[] center)
    {
        var values = new DenseMatrix(x.Columns, RowBlocks.Count(x.Rows, Block) * Block);
        for (var i = 0; i < x.Rows; i++)
        {
            var row = x.Row(i);
            for (var j = 0; j < row.Length; j++)
            {
                values[j, i] = row[j] - center[j];
            }
        }

        return new MixtureColumns(values, x.Rows);
    }
}
