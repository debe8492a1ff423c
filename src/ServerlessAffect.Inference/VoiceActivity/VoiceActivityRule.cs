using Microsoft.ML.OnnxRuntime;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Inference.Sessions;

namespace ServerlessAffect.Inference.VoiceActivity;

/// <summary>How this process tells speech from other sound: by Silero's model (https://github.com/snakers4/silero-vad, MIT; out of the npm package
/// <c>@ricky0123/vad-web</c>, ISC) where it lies beside the program, by loudness otherwise. Open one per process. Safe for concurrent use.</summary>
public sealed class VoiceActivityRule : IDisposable
{
    /// <summary>The rule's name where the model is there.</summary>
    public const string Silero = "silero-v6";

    /// <summary>The rule's name where it is not.</summary>
    public const string Energy = "energy";

    /// <summary>The model's file beside the program.</summary>
    public const string ModelFile = "silero_vad_v6.onnx";

    // Nothing but this file reaches native code under this name.
    private static readonly ContentHash Digest = ContentHash.Parse("1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3");

    private readonly InferenceSession? _session;

    private VoiceActivityRule(InferenceSession? session) => _session = session;

    /// <summary><see cref="Silero"/> or <see cref="Energy"/>: what a reading says.</summary>
    public string Name => _session is null ? Energy : Silero;

    /// <param name="folder">Where the model may lie; null: beside the program.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TamperedModel"/>: there is a file of that name, and it is another one.</exception>
    public static VoiceActivityRule Open(string? folder = null)
    {
        var path = Path.Combine(folder ?? AppContext.BaseDirectory, ModelFile);
        if (!File.Exists(path))
        {
            return new VoiceActivityRule(null);
        }

        var model = File.ReadAllBytes(path);
        return ContentHash.Compute(model) == Digest
            ? new VoiceActivityRule(OnnxEnvironment.Open(model))
            : throw ModelFaults.Tampered($"{ModelFile} beside the program does not have the digest that the program knows");
    }

    /// <summary>Begins a recording.</summary>
    public IVoiceActivity Start() => _session is null ? new EnergyVoiceActivity() : new SileroVoiceActivity(_session);

    public void Dispose() => _session?.Dispose();
}
