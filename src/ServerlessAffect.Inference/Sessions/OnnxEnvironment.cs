using Microsoft.ML.OnnxRuntime;

namespace ServerlessAffect.Inference.Sessions;

/// <summary>The process's one ONNX Runtime environment: errors only in its log, telemetry off.</summary>
/// <remarks>Newer Linux libraries also look for <c>ORT_DISABLE_TELEMETRY</c> in the environment that the process was started with, which cannot be set from inside.</remarks>
internal static class OnnxEnvironment
{
    private static readonly Lazy<OrtEnv> Instance = new(Create);

    /// <summary>A session over a model whose bytes have been verified. One thread, no spinning: requests run beside each other, not within each other.</summary>
    public static InferenceSession Open(byte[] model)
    {
        _ = Instance.Value;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return new InferenceSession(model, options);
    }

    private static OrtEnv Create()
    {
        var creation = new EnvironmentCreationOptions { logId = "ServerlessAffect", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        var environment = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref creation);
        environment.DisableTelemetryEvents();
        return environment;
    }
}
