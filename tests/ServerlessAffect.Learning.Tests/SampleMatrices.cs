using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Learning.Tests;

/// <summary>Made-up inputs.</summary>
internal static class SampleMatrices
{
    internal static CsrMatrix ToCsr(DenseMatrix x)
    {
        var (starts, columns, values) = (new List<int> { 0 }, new List<int>(), new List<double>());
        for (var i = 0; i < x.Rows; i++)
        {
            for (var j = 0; j < x.Columns; j++)
            {
                if (x[i, j] != 0)
                {
                    columns.Add(j);
                    values.Add(x[i, j]);
                }
            }

            starts.Add(columns.Count);
        }

        return new CsrMatrix(x.Rows, x.Columns, [.. starts], [.. columns], [.. values]);
    }
}
