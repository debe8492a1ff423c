namespace ServerlessAffect.Reports.Charts;

/// <summary>What colours mean.</summary>
public enum HeatmapScale
{
    /// <summary>Low to high.</summary>
    Sequential,

    /// <summary>-1 to 1, for correlations: 0 has the colour of the page.</summary>
    Correlation,

    /// <summary>Below and above 0, as far as the values go.</summary>
    Diverging,
}
