using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>What is known of a group of rows: how many there are, their sum, and the sum of their squares (Zhang, Ramakrishnan and Livny 1996).</summary>
internal sealed class ClusterFeature(int columns)
{
    private readonly double[] _sum = new double[columns];
    private double _squares;

    internal long Rows { get; private set; }

    /// <summary>Mean squared distance of the rows from their mean; rounding may bring it a little below 0.</summary>
    internal double SquaredRadius => (_squares / Rows) - (FixedOrder.SumOfSquares(_sum) / Rows / Rows);

    /// <summary>The groups that make up this one; null in a leaf.</summary>
    internal FeatureNode? Child { get; init; }

    internal static ClusterFeature Of(ReadOnlySpan<double> row)
    {
        var feature = new ClusterFeature(row.Length);
        feature.Add(row, FixedOrder.SumOfSquares(row));
        return feature;
    }

    internal void Add(ReadOnlySpan<double> row, double squares)
    {
        Rows++;
        _squares += squares;
        TensorPrimitives.Add(_sum, row, _sum);
    }

    internal void Add(ClusterFeature other)
    {
        Rows += other.Rows;
        _squares += other._squares;
        TensorPrimitives.Add(_sum, other._sum, _sum);
    }

    /// <summary>Adds a row if the radius stays within the threshold.</summary>
    /// <param name="row">[columns].</param>
    /// <param name="squares">Its sum of squares.</param>
    /// <param name="squaredThreshold">Of the radius.</param>
    /// <param name="scratch">[columns].</param>
    internal bool TryAdd(ReadOnlySpan<double> row, double squares, double squaredThreshold, Span<double> scratch)
    {
        TensorPrimitives.Add(_sum, row, scratch);
        var rows = (double)(Rows + 1);
        if (((_squares + squares) / rows) - (FixedOrder.SumOfSquares(scratch) / rows / rows) > squaredThreshold)
        {
            return false;
        }

        scratch.CopyTo(_sum);
        Rows++;
        _squares += squares;
        return true;
    }

    /// <summary>Writes the mean of the rows.</summary>
    internal void Mean(Span<double> mean) => TensorPrimitives.Divide(_sum, Rows, mean);
}
