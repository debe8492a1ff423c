using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Inference.Batching;

internal static class StackedRows
{
    /// <summary>The rows of all, one call after the other.</summary>
    public static CsrMatrix Of(IReadOnlyList<WaitingRows> calls, int columns)
    {
        var (rows, entries) = (0, 0);
        foreach (var call in calls)
        {
            rows += call.Rows.Rows;
            entries += call.Rows.Entries;
        }

        var (indPtr, indices, values) = (new int[rows + 1], new int[entries], new double[entries]);
        var (row, entry) = (0, 0);
        foreach (var call in calls)
        {
            var matrix = call.Rows;
            matrix.Indices.CopyTo(indices, entry);
            matrix.Values.CopyTo(values, entry);
            for (var i = 1; i <= matrix.Rows; i++)
            {
                indPtr[++row] = entry + matrix.IndPtr[i];
            }

            entry += matrix.Entries;
        }

        return new CsrMatrix(rows, columns, indPtr, indices, values);
    }
}
