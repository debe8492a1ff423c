namespace ServerlessAffect.Learning.Kernels;

/// <summary>Where a solver gets kernel values of training rows from.</summary>
internal abstract class KernelRows
{
    /// <summary>The value of a row with itself.</summary>
    internal abstract double Diagonal(int row);

    /// <summary>Values of a row with others, in their order.</summary>
    internal abstract void Fill(int row, ReadOnlySpan<int> others, Span<double> destination);
}
