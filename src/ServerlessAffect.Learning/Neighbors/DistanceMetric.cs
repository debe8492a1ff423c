namespace ServerlessAffect.Learning.Neighbors;

/// <summary>How far apart two rows are.</summary>
public enum DistanceMetric
{
    /// <summary>√Σ (a_j - b_j)².</summary>
    Euclidean,

    /// <summary>Σ |a_j - b_j|.</summary>
    Manhattan,

    /// <summary>1 - a·b / (|a| |b|), from 0 to 2; a row of zeros is at distance 1 of every other.</summary>
    Cosine,
}
