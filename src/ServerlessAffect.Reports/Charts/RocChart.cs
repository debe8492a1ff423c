using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>True against false positives over all thresholds; the diagonal is guessing.</summary>
public static class RocChart
{
    /// <param name="curves">Of at most ten classes.</param>
    public static JsonObject Of(IReadOnlyList<Curve> curves) =>
        CurveChart.Of(curves, "false positive rate", "true positive rate", "AUC", "step-after", diagonal: true);
}
