namespace ServerlessAffect.Learning.Cluster;

/// <summary>Where a seed came to rest.</summary>
/// <param name="Center">[columns].</param>
/// <param name="Rows">How many rows lie around it.</param>
internal sealed record Mode(double[] Center, int Rows);
