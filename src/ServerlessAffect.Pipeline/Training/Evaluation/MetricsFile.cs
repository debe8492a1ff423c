using System.Text.Json;
using ServerlessAffect.Core;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>The bytes of <c>metrics.json</c>.</summary>
internal static class MetricsFile
{
    public static byte[] Write(EvaluationMetrics metrics) => [.. JsonSerializer.SerializeToUtf8Bytes(metrics, AffectJson.Indented), (byte)'\n'];
}
