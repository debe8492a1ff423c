using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Trees;

/// <summary>A fitted <see cref="DecisionTreeClassifier"/>. Immutable and safe for threads.</summary>
public sealed class DecisionTree : IDenseClassifier
{
    internal DecisionTree(IReadOnlyList<string> classes, int features, IReadOnlyList<DecisionNode> nodes) => (Classes, Features, Nodes) = (classes, features, nodes);

    public IReadOnlyList<string> Classes { get; }

    public int Features { get; }

    /// <summary>The root first.</summary>
    public IReadOnlyList<DecisionNode> Nodes { get; }

    public int Leaves => Nodes.Count(n => n.Feature < 0);

    /// <summary>Shares of the classes in every row's leaf, [rows, classes].</summary>
    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Features)
        {
            throw new ArgumentException($"The model has {Features} features; the rows have {x.Columns}. Use rows of the schema that the model was fitted on.", nameof(x));
        }

        var shares = new double[x.Rows * Classes.Count];
        for (var row = 0; row < x.Rows; row++)
        {
            var node = Nodes[0];
            while (node.Feature >= 0)
            {
                node = Nodes[x[row, node.Feature] <= node.Threshold ? node.Left : node.Right];
            }

            node.Shares.CopyTo(shares, row * Classes.Count);
        }

        return shares;
    }

    /// <summary>Logarithms of the shares; minus infinity for a class that the leaf has no row of.</summary>
    public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var shares = DecisionFunction(x, cancellationToken);
        TensorPrimitives.Log(shares, shares);
        return shares;
    }
}
