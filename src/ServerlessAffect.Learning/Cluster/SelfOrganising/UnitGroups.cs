namespace ServerlessAffect.Learning.Cluster;

/// <summary>Units of a map merged by Ward's method: those that rows belong to; every other joins the nearest of them.</summary>
internal static class UnitGroups
{
    /// <returns>[units]: the group of each; where fewer units than groups have rows, as many groups as such units.</returns>
    internal static int[] Of(DenseMatrix codes, int[] units, int groups, int parallelism, CancellationToken cancellationToken)
    {
        int[] used = [.. units.Distinct().Order()];
        var kept = codes.TakeRows(used);
        var labels = new AgglomerativeClustering { Clusters = Math.Min(groups, used.Length), Linkage = Linkage.Ward, Parallelism = parallelism }.Fit(kept, null, cancellationToken).Labels;
        return Array.ConvertAll(NearestCenters.Of(codes, kept, parallelism, cancellationToken), unit => labels[unit]);
    }
}
