namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="Optics"/> finds: an order, how each row was reached, and clusters out of both.</summary>
public sealed class OpticsClustering : LabelledRows
{
    private readonly DenseMatrix _x;
    private readonly Optics _settings;
    private readonly double[] _core;
    private readonly ReachabilityOrder _order;

    internal OpticsClustering(DenseMatrix x, Optics settings, double[] core, ReachabilityOrder order)
        : this(x, settings, core, order, XiClusters.Find(order, settings.Xi, settings.MinSamples, settings.MinClusterSize ?? settings.MinSamples))
    {
    }

    private OpticsClustering(DenseMatrix x, Optics settings, double[] core, ReachabilityOrder order, IReadOnlyList<(int Start, int End)> hierarchy)
        : base(x, settings.Eps is { } eps ? Within(order, core, eps) : XiClusters.Labels(order.Ordering, hierarchy), settings.Parallelism) =>
        (_x, _settings, _core, _order, Hierarchy) = (x, settings, core, order, hierarchy);

    /// <summary>[rows], the rows in their order.</summary>
    public IReadOnlyList<int> Ordering => _order.Ordering;

    /// <summary>[rows], by row: how far it was when its turn came; infinite where no row before reached it.</summary>
    public IReadOnlyList<double> Reachability => _order.Reachability;

    /// <summary>[rows], by row: from which row it was reached; -1 for none.</summary>
    public IReadOnlyList<int> Predecessor => _order.Predecessor;

    /// <summary>[rows], by row: the reach at which it is a core row; infinite where that is beyond <see cref="Optics.MaxEps"/>.</summary>
    public IReadOnlyList<double> CoreDistances => _core;

    /// <summary>All xi clusters, one within the other, as first and last places in <see cref="Ordering"/>; the inner ones come first. Labels are those of the innermost.</summary>
    public IReadOnlyList<(int Start, int End)> Hierarchy { get; }

    /// <summary>Clusters by steepness from the same order; see <see cref="Optics.Xi"/> and <see cref="Optics.MinClusterSize"/>.</summary>
    public OpticsClustering ExtractXi(double xi, int? minClusterSize = null) =>
        new(_x, With(xi, minClusterSize, null), _core, _order);

    /// <summary>Clusters by reach from the same order, nearly those of <see cref="Dbscan"/>.</summary>
    /// <param name="eps">Above 0, no more than <see cref="Optics.MaxEps"/>.</param>
    public OpticsClustering ExtractDbscan(double eps)
    {
        if (!(eps > 0 && eps <= _settings.MaxEps))
        {
            throw new ArgumentOutOfRangeException(nameof(eps), eps, $"Expected a reach above 0 and no longer than was looked at ({_settings.MaxEps}).");
        }

        return new OpticsClustering(_x, With(_settings.Xi, _settings.MinClusterSize, eps), _core, _order, Hierarchy);
    }

    private Optics With(double xi, int? minClusterSize, double? eps) => new()
    {
        MinSamples = _settings.MinSamples,
        MaxEps = _settings.MaxEps,
        Eps = eps,
        Xi = xi,
        MinClusterSize = minClusterSize,
        Parallelism = _settings.Parallelism,
    };

    // In the order, a row that is reached from too far but has enough rows in reach begins a cluster.
    private static int[] Within(ReachabilityOrder order, double[] core, double eps)
    {
        var (labels, cluster) = (new int[core.Length], -1);
        foreach (var row in order.Ordering)
        {
            var (far, near) = (order.Reachability[row] > eps, core[row] <= eps);
            cluster += far && near ? 1 : 0;
            labels[row] = far && !near ? IClustering.Noise : cluster;
        }

        return labels;
    }
}
