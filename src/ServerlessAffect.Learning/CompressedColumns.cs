using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Learning;

/// <summary>The same entries as a <see cref="CsrMatrix"/>, column after column: column j holds entries Starts[j] .. Starts[j + 1], rows ascending.</summary>
internal sealed record CompressedColumns(int[] Starts, int[] Rows, double[] Values)
{
    internal static CompressedColumns Of(CsrMatrix matrix)
    {
        var starts = new int[matrix.Columns + 1];
        foreach (var column in matrix.Indices)
        {
            starts[column + 1]++;
        }

        for (var j = 0; j < matrix.Columns; j++)
        {
            starts[j + 1] += starts[j];
        }

        var next = starts.AsSpan(0, matrix.Columns).ToArray();
        var rows = new int[matrix.Entries];
        var values = new double[matrix.Entries];
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var e = matrix.IndPtr[i]; e < matrix.IndPtr[i + 1]; e++)
            {
                var at = next[matrix.Indices[e]]++;
                rows[at] = i;
                values[at] = matrix.Values[e];
            }
        }

        return new CompressedColumns(starts, rows, values);
    }
}
