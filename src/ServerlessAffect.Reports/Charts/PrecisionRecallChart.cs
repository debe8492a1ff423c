using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Precision against recall over all thresholds.</summary>
public static class PrecisionRecallChart
{
    /// <param name="curves">Of at most ten classes.</param>
    public static JsonObject Of(IReadOnlyList<Curve> curves) => CurveChart.Of(curves, "recall", "precision", "AP", "step-before", diagonal: false);
}
