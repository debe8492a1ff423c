namespace ServerlessAffect.Learning.Decomposition;

/// <summary>How closely random projections follow the singular vectors.</summary>
public sealed record RandomizedSvdSettings
{
    /// <summary>Directions beyond the components that are asked for, 0 or more.</summary>
    public int Oversamples { get; init; } = 10;

    /// <summary>How often the table and its transpose are applied, 0 or more; each sharpens what large singular values stand out. Null means 7 for fewer components than a tenth of
    /// the smaller side, 4 otherwise.</summary>
    public int? PowerIterations { get; init; }

    public int RandomState { get; init; }
}
