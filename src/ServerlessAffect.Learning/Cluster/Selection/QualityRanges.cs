namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>How the measures of a method move from one resample to the next.</summary>
/// <param name="Each">[resamples].</param>
/// <param name="Clusters">How many clusters were found.</param>
/// <param name="NoiseShare">Share of the rows in none.</param>
/// <param name="Silhouette">Higher is better.</param>
/// <param name="CalinskiHarabasz">Higher is better; grows with the rows of a resample.</param>
/// <param name="DaviesBouldin">Lower is better.</param>
public sealed record QualityRanges(
    IReadOnlyList<ClusterQuality> Each, MeasureRange Clusters, MeasureRange NoiseShare, MeasureRange Silhouette, MeasureRange CalinskiHarabasz, MeasureRange DaviesBouldin);
