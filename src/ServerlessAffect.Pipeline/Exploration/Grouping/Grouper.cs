using System.Globalization;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Cluster;
using ServerlessAffect.Learning.Cluster.Selection;
using ServerlessAffect.Learning.Decomposition;
using ServerlessAffect.Learning.Neighbors;
using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>Groups an archive by several methods, chooses how many clusters to ask for, and measures how good and how stable each grouping is.</summary>
internal sealed class Grouper(ExploreRequest request, ExploreProgress progress)
{
    private const int FewestItems = 4;
    private const int MostClusters = 12;
    private const int MostDimensions = 30;
    private const double KeptVariance = 0.95;
    private const int Neighbors = 5;

    /// <summary>Ranges and stability are measured on so many items at most: each takes tens of groupings.</summary>
    private const int JudgedRows = 1_500;

    private const int Resamples = 20;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: more clusters than items, an unknown method.</exception>
    public Groups? Run(ExploredArchive explored, CancellationToken cancellationToken)
    {
        var methods = ClusterMethods.Choose(request.Methods);
        var rows = explored.Items.Count;
        if (request.Clusters > rows)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"{request.Clusters} clusters were asked of {rows} items; ask for fewer, or for auto.");
        }

        if (rows < FewestItems || explored.Space.Columns == 0)
        {
            return null;
        }

        var space = Reduce(explored, cancellationToken);
        progress.Say("looking for the number of clusters");
        var scan = new ClusterCountScan { To = Math.Min(MostClusters, rows - 1), Scorer = Scorer }
            .Run(space, k => new KMeans { Clusters = k, NInit = 5, RandomState = request.Seed }, null, cancellationToken);
        var settings = new ClusterSettings(request.Clusters ?? scan.BySilhouette ?? 2, Reach(space, cancellationToken), Math.Min(Neighbors, rows), request.Seed);
        var (runs, failed) = (new List<MethodRun>(), new List<string>());
        foreach (var method in methods)
        {
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"grouping by {method.Title}"));
            try
            {
                runs.Add(Run(method, settings, space, cancellationToken));
            }
            catch (AffectException fault) when (fault.Code == ErrorCodes.InvalidData)
            {
                failed.Add($"{method.Title}: {fault.Message}");
            }
        }

        return new Groups(space, scan, settings.Clusters, request.Clusters is null, runs, failed);
    }

    private ClusterScorer Scorer => new() { RandomState = request.Seed };

    // Directions of next to no variance are noise to every distance.
    private static DenseMatrix Reduce(ExploredArchive explored, CancellationToken cancellationToken)
    {
        if (explored.Archive.Kind is ArchiveKind.Texts || explored.Space.Columns <= 3)
        {
            return explored.Space;
        }

        var pca = Pca.FitVariance(explored.Space, KeptVariance, cancellationToken: cancellationToken);
        var scores = pca.Transform(explored.Space);
        return scores.Columns <= MostDimensions ? scores : scores.TakeColumns([.. Enumerable.Range(0, MostDimensions)]);
    }

    // The knee of the distances to the k-th neighbour, the farthest first: beyond it lie the rows that are far from everything.
    private double Reach(DenseMatrix space, CancellationToken cancellationToken)
    {
        var sample = Sample(space, JudgedRows);
        var k = Math.Min(Neighbors, sample.Rows - 1);
        var near = new NearestNeighbors(sample).KNeighbors(k, cancellationToken);
        double[] far = [.. Enumerable.Range(0, sample.Rows).Select(i => near.DistancesOf(i)[^1]).OrderDescending()];
        double[] places = [.. Enumerable.Range(0, far.Length).Select(i => (double)i)];
        var reach = far[Kneedle.Elbow(places, far) ?? far.Length / 2];
        return reach > 0 ? reach : 1e-9;
    }

    private MethodRun Run(ClusterMethod method, ClusterSettings settings, DenseMatrix space, CancellationToken cancellationToken)
    {
        var clusterer = method.Create(settings);
        var fitted = Sample(space, method.MostRows);
        var clustering = clusterer.Fit(fitted, null, cancellationToken);
        var labels = fitted.Rows == space.Rows ? clustering.Labels : clustering.Assign(space, cancellationToken);
        var judged = Sample(space, Math.Min(JudgedRows, method.MostRows));
        return new MethodRun(
            method,
            labels,
            clustering,
            fitted.Rows,
            Scorer.Score(space, labels, cancellationToken),
            Try(() => new QualityBootstrap { Resamples = Resamples, Scorer = Scorer, RandomState = settings.Seed }.Run(judged, clusterer, null, cancellationToken)),
            Try(() => new ConsensusClustering { Subsamples = Resamples, RandomState = settings.Seed }.Run(judged, clusterer, null, cancellationToken)));
    }

    // A resample may hold too few different rows for the method; the grouping of the whole stands all the same.
    private static T? Try<T>(Func<T> judge)
        where T : class
    {
        try
        {
            return judge();
        }
        catch (AffectException fault) when (fault.Code == ErrorCodes.InvalidData)
        {
            return null;
        }
    }

    private DenseMatrix Sample(DenseMatrix space, int most) => space.Rows <= most ? space : space.TakeRows(SampledRows.Of(space.Rows, most, request.Seed));
}
