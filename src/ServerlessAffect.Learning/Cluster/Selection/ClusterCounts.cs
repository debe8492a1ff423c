namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>The measures of clusterings into more and more clusters, and the number that each of them speaks for. They need not agree: which one to believe is the reader's choice.</summary>
/// <param name="Steps">In ascending order of what was asked for.</param>
public sealed record ClusterCounts(IReadOnlyList<ClusterCountStep> Steps)
{
    /// <summary>Where the inertia stops falling fast, by <see cref="Kneedle"/>; null where it has no elbow.</summary>
    public int? Elbow
    {
        get
        {
            var at = Kneedle.Elbow([.. Steps.Select(s => (double)s.Asked)], [.. Steps.Select(s => s.Quality.Inertia)]);
            return at is { } step ? Steps[step].Asked : null;
        }
    }

    /// <summary>Of the highest silhouette, the fewest clusters where several are; null where none has one.</summary>
    public int? BySilhouette => Best(q => q.Silhouette);

    /// <summary>Of the highest Calinski-Harabasz score.</summary>
    public int? ByCalinskiHarabasz => Best(q => q.CalinskiHarabasz);

    /// <summary>Of the lowest Davies-Bouldin score.</summary>
    public int? ByDaviesBouldin => Best(q => -q.DaviesBouldin);

    private int? Best(Func<ClusterQuality, double> measure) => Steps.Where(s => !double.IsNaN(measure(s.Quality))).MaxBy(s => measure(s.Quality))?.Asked;
}
