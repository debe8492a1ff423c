namespace ServerlessAffect.Reports.Tests;

/// <summary>What <c>render-charts.mjs</c> says of a chart.</summary>
/// <param name="Marks">Groups of each kind of mark.</param>
/// <param name="Warnings">Of Vega and Vega-Lite.</param>
/// <param name="Shapes">In the picture.</param>
/// <param name="Broken">A coordinate is no number.</param>
/// <param name="Error">What went wrong.</param>
internal sealed record DrawnChart(IReadOnlyDictionary<string, int> Marks, IReadOnlyList<string> Warnings, int Shapes = 0, bool Broken = false, string? Error = null);
