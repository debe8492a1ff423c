using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Rows embedded by the smoothest vectors of their graph and grouped there (Shi and Malik 2000); scikit-learn's <c>SpectralClustering</c>.</summary>
/// <remarks>
/// The embedding is that of scikit-learn 1.2: the vectors of the smallest eigenvalues of the normalised Laplacian, whose degrees leave out what ties a row to itself, the constant one
/// among them, divided by the roots of the degrees. The same bits for a seed, whatever <see cref="Parallelism"/> is.
/// </remarks>
public sealed class SpectralClustering : IClusterer
{
    /// <summary>From 1 to the number of rows.</summary>
    public int Clusters { get; init; } = 8;

    public SpectralAffinity Affinity { get; init; } = SpectralAffinity.Rbf;

    /// <summary>Of <see cref="SpectralAffinity.Rbf"/>, above 0; null takes 1 over the number of columns, for standardised columns.</summary>
    public double? Gamma { get; init; }

    /// <summary>Of <see cref="SpectralAffinity.NearestNeighbors"/>, from 1 to the number of rows; the row itself counts.</summary>
    public int Neighbors { get; init; } = 10;

    public LabelRule AssignLabels { get; init; } = LabelRule.KMeans;

    /// <summary>Starts of <see cref="LabelRule.KMeans"/>, 1 at least.</summary>
    public int NInit { get; init; } = 10;

    /// <summary>Bytes that the table of <see cref="SpectralAffinity.Rbf"/> may take; 4 GiB are enough for 23,170 rows.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;

    /// <summary>Seed of k-means.</summary>
    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>The rows are kept, for <see cref="IClustering.Assign"/>. Progress is that of the eigenvectors.</remarks>
    public EmbeddedRows Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Neighbors, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NInit, 1);
        if (Gamma is { } gamma && !(gamma > 0 && double.IsFinite(gamma)))
        {
            throw new ArgumentOutOfRangeException(nameof(x), gamma, "Expected a gamma above 0.");
        }

        ClusteringRows.Require(x, Clusters, $"for {Clusters} clusters; ask for fewer clusters");
        INormalisedGraph graph = Affinity == SpectralAffinity.Rbf ? Table(x, cancellationToken) : Neighborhood(x, cancellationToken);
        var leading = LeadingEigenpairs.Of(graph, Clusters, least: -1, Parallelism, progress, cancellationToken);
        var embedding = leading.Vectors.Transpose();
        for (var i = 0; i < x.Rows; i++)
        {
            foreach (ref var value in embedding.Row(i))
            {
                value *= graph.InverseRoots[i];
            }
        }

        int[] labels = AssignLabels == LabelRule.ClusterQr
            ? ClusterQr.Of(embedding, cancellationToken)
            : [.. new KMeans { Clusters = Clusters, NInit = NInit, RandomState = RandomState, Parallelism = Parallelism }.Fit(embedding, null, cancellationToken).Labels];
        return new EmbeddedRows(x, WithoutGaps(labels), embedding, Array.ConvertAll(leading.Values, v => 1 - v), Parallelism);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    // Where rows are too few or too alike, a cluster may have no row.
    private int[] WithoutGaps(int[] labels)
    {
        var numbers = new int[Clusters];
        foreach (var label in labels)
        {
            numbers[label] = 1;
        }

        for (var (label, next) = (0, 0); label < numbers.Length; label++)
        {
            next += numbers[label];
            numbers[label] = next - 1;
        }

        return Array.ConvertAll(labels, label => numbers[label]);
    }

    private AffinityTable Table(DenseMatrix x, CancellationToken cancellationToken)
    {
        var bytes = (double)sizeof(double) * x.Rows * x.Rows;
        var most = (int)Math.Sqrt(Math.Min(MemoryLimit / (double)sizeof(double), Array.MaxLength));
        return x.Rows <= most
            ? AffinityTable.Rbf(x, Gamma ?? (1.0 / x.Columns), Parallelism, cancellationToken)
            : throw new AffectException(
                ErrorCodes.InvalidData,
                $"The affinities of all pairs of {x.Rows} rows take {bytes / 1e9:0.0} GB, more than the {MemoryLimit / 1e9:0.0} GB allowed. "
                + $"Choose the affinity of nearest neighbours, group a sample of {most} rows at most and assign the others, or raise the memory limit.");
    }

    private NeighborGraph Neighborhood(DenseMatrix x, CancellationToken cancellationToken)
    {
        ClusteringRows.Require(x, Neighbors, $"for {Neighbors} neighbours; ask for fewer neighbours");
        return NeighborGraph.Of(x, Neighbors, Parallelism, cancellationToken);
    }
}
