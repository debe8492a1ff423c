namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="SelfOrganisingMap"/> finds. A further row belongs where its nearest unit does.</summary>
public sealed class SelfOrganisingClustering : IClustering
{
    private readonly int[] _clusters;
    private readonly int _parallelism;

    internal SelfOrganisingClustering(DenseMatrix codes, int[] units, int[] clusters, MapFigures figures, int parallelism)
    {
        (Codes, Units, _clusters, _parallelism) = (codes, units, clusters, parallelism);
        (QuantisationError, TopographicError, Distances) = (figures.QuantisationError, figures.TopographicError, figures.Distances);
        Labels = Array.ConvertAll(units, unit => clusters[unit]);
        ClusterCount = clusters.Max() + 1;
    }

    public IReadOnlyList<int> Labels { get; }

    /// <summary>How many groups of units there are, or units; to a unit may belong no row.</summary>
    public int ClusterCount { get; }

    public AssignmentRule Rule => AssignmentRule.Predicted;

    /// <summary>[units, columns]: where the units lie among the rows, from left to right and from top to bottom of the map.</summary>
    public DenseMatrix Codes { get; }

    /// <summary>[rows]: the unit nearest to every fitted row.</summary>
    public IReadOnlyList<int> Units { get; }

    /// <summary>[units]: the cluster of each.</summary>
    public IReadOnlyList<int> UnitLabels => _clusters;

    /// <summary>Mean distance of a fitted row from its unit.</summary>
    public double QuantisationError { get; }

    /// <summary>The share of fitted rows whose two nearest units do not touch on the map.</summary>
    public double TopographicError { get; }

    /// <summary>The U-matrix, [map rows, map columns]: mean distance of a unit from those that it touches; high values are borders.</summary>
    public DenseMatrix Distances { get; }

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ClusteringRows.RequireColumns(x, Codes.Columns);
        return Array.ConvertAll(NearestCenters.Of(x, Codes, _parallelism, cancellationToken), unit => _clusters[unit]);
    }
}
