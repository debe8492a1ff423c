namespace ServerlessAffect.Learning.Cluster;

/// <summary>Rows around centres: what <see cref="KMeans"/> and <see cref="MiniBatchKMeans"/> find. A further row belongs to the nearest centre, the first of equally near ones.</summary>
public sealed class KMeansClustering : IClustering
{
    private readonly int _parallelism;

    internal KMeansClustering(int[] labels, DenseMatrix centers, double inertia, int iterations, int parallelism) =>
        (Labels, Centers, Inertia, Iterations, _parallelism) = (labels, centers, inertia, iterations, parallelism);

    public IReadOnlyList<int> Labels { get; }

    /// <summary>As many as were asked for; where there are fewer different rows, some have no row.</summary>
    public int ClusterCount => Centers.Rows;

    public AssignmentRule Rule => AssignmentRule.Predicted;

    /// <summary>[clusters, columns].</summary>
    public DenseMatrix Centers { get; }

    /// <summary>Sum of the squared distances of the fitted rows from their centres.</summary>
    public double Inertia { get; }

    /// <summary>Passes over the rows, or batches.</summary>
    public int Iterations { get; }

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ClusteringRows.RequireColumns(x, Centers.Columns);
        return NearestCenters.Of(x, Centers, _parallelism, cancellationToken);
    }

    /// <summary>Distances of rows from every centre, [rows, clusters].</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns.</exception>
    public DenseMatrix Transform(DenseMatrix x)
    {
        ClusteringRows.RequireColumns(x, Centers.Columns);
        var distances = new DenseMatrix(x.Rows, Centers.Rows);
        for (var i = 0; i < x.Rows; i++)
        {
            for (var c = 0; c < Centers.Rows; c++)
            {
                distances[i, c] = Math.Sqrt(CenterDistances.Squared(x.Row(i), Centers.Row(c)));
            }
        }

        return distances;
    }
}
