namespace ServerlessAffect.Reports.Charts;

/// <param name="Name">Stands in the legend.</param>
/// <param name="X">Ascending.</param>
/// <param name="Y">As many; NaN leaves a gap.</param>
public sealed record Line(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Lower end of the interval at each point; null for none.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper end; needed where there is a lower one.</summary>
    public IReadOnlyList<double>? High { get; init; }
}
