namespace ServerlessAffect.Learning.Cluster;

/// <summary>Which places of rest are modes: the one with the most rows around it, then every other that is farther than the bandwidth from those before.</summary>
internal static class ModeChoice
{
    /// <returns>[modes, columns], the one with the most rows first.</returns>
    internal static DenseMatrix Of(List<Mode> places, double bandwidth)
    {
        // The order of equally dense ones is scikit-learn's.
        places.Sort((a, b) => a.Rows != b.Rows ? b.Rows.CompareTo(a.Rows) : b.Center.AsSpan().SequenceCompareTo(a.Center));
        var kept = new List<double[]>();
        foreach (var place in places)
        {
            if (kept.TrueForAll(center => CenterDistances.Squared(center, place.Center) > bandwidth * bandwidth))
            {
                kept.Add(place.Center);
            }
        }

        return new DenseMatrix(kept.Count, kept[0].Length, [.. kept.SelectMany(center => center)]);
    }
}
