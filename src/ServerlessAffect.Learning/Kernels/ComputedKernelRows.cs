using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Kernels;

/// <summary>Kernel values computed when they are asked for, where there are too many rows to hold the values of all pairs.</summary>
internal sealed class ComputedKernelRows(DenseMatrix x, Kernel kernel) : KernelRows
{
    private readonly double[] _norms = GramMatrix.SquaredNorms(x);

    internal override double Diagonal(int row)
    {
        Span<double> value = [_norms[row]];
        kernel.Apply(value, _norms[row], value.ToArray());
        return value[0];
    }

    internal override void Fill(int row, ReadOnlySpan<int> others, Span<double> destination)
    {
        // The norms of the others stand beside the products only while the kernel is applied.
        var norms = System.Buffers.ArrayPool<double>.Shared.Rent(others.Length);
        try
        {
            for (var i = 0; i < others.Length; i++)
            {
                destination[i] = FixedOrder.Dot(x.Row(row), x.Row(others[i]));
                norms[i] = _norms[others[i]];
            }

            kernel.Apply(destination[..others.Length], _norms[row], norms.AsSpan(0, others.Length));
        }
        finally
        {
            System.Buffers.ArrayPool<double>.Shared.Return(norms);
        }
    }
}
