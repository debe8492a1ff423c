namespace ServerlessAffect.Learning.Kernels;

/// <summary>Kernel values out of a matrix that holds all of them.</summary>
internal sealed class StoredKernelRows(GramMatrix gram) : KernelRows
{
    internal override double Diagonal(int row) => gram[row, row];

    internal override void Fill(int row, ReadOnlySpan<int> others, Span<double> destination)
    {
        var values = gram.Row(row);
        for (var i = 0; i < others.Length; i++)
        {
            destination[i] = values[others[i]];
        }
    }
}
