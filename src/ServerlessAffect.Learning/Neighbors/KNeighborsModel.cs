using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Neighbors;

/// <summary>A fitted <see cref="KNeighborsClassifier"/>: its training rows.</summary>
public sealed class KNeighborsModel : IDenseClassifier
{
    private readonly NearestNeighbors _table;

    internal KNeighborsModel(DenseMatrix x, int[] y, IReadOnlyList<string> classes, int neighbors, NeighborWeights weights) =>
        (_table, Rows, Labels, Classes, Neighbors, Weights) = (new NearestNeighbors(x), x, y, classes, neighbors, weights);

    public IReadOnlyList<string> Classes { get; }

    public int Features => Rows.Columns;

    /// <summary>[training rows, columns].</summary>
    public DenseMatrix Rows { get; }

    /// <summary>[training rows], class indices.</summary>
    public int[] Labels { get; }

    /// <summary>k.</summary>
    public int Neighbors { get; }

    public NeighborWeights Weights { get; }

    /// <summary>The same with other training rows, for example rounded ones.</summary>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    public KNeighborsModel WithRows(DenseMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Rows == Rows.Rows && rows.Columns == Rows.Columns
            ? new KNeighborsModel(rows, Labels, Classes, Neighbors, Weights)
            : throw new ArgumentException($"Expected [{Rows.Rows}, {Rows.Columns}] training rows; got [{rows.Rows}, {rows.Columns}].", nameof(rows));
    }

    /// <summary>The nearest training rows of every row, the nearest first, the lower row of equally near ones; both [rows, k].</summary>
    public (int[] Rows, double[] Distances) Nearest(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Features)
        {
            throw new ArgumentException($"The model has {Features} features; the rows have {x.Columns}. Use rows of the schema that the model was fitted on.", nameof(x));
        }

        var table = _table.KNeighbors(x, Neighbors, cancellationToken);
        return (table.Rows, table.Distances);
    }

    /// <summary>Shares of the votes, [rows, classes].</summary>
    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var (rows, distances) = Nearest(x, cancellationToken);
        var shares = new double[x.Rows * Classes.Count];
        for (var i = 0; i < x.Rows; i++)
        {
            var to = shares.AsSpan(i * Classes.Count, Classes.Count);
            var far = distances.AsSpan(i * Neighbors, Neighbors);
            var same = far[0] == 0;
            for (var k = 0; k < Neighbors; k++)
            {
                to[Labels[rows[(i * Neighbors) + k]]] += Weights == NeighborWeights.Uniform ? 1 : same ? (far[k] == 0 ? 1 : 0) : 1 / far[k];
            }

            TensorPrimitives.Divide(to, TensorPrimitives.Sum<double>(to), to);
        }

        return shares;
    }

    /// <summary>Logarithms of the shares; minus infinity for a class without a vote.</summary>
    public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var shares = DecisionFunction(x, cancellationToken);
        TensorPrimitives.Log(shares, shares);
        return shares;
    }
}
