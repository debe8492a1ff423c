using ServerlessAffect.Signal.Activity;

namespace ServerlessAffect.Inference.VoiceActivity;

/// <summary>By loudness (<see cref="EnergyActivity"/>).</summary>
internal sealed class EnergyVoiceActivity : IVoiceActivity
{
    private readonly EnergyActivity _activity = new(SileroVoiceActivity.Rate);

    public int SampleRate => SileroVoiceActivity.Rate;

    public int FrameLength => _activity.FrameLength;

    public bool Next(ReadOnlySpan<float> frame) => _activity.Next(frame);

    public void Dispose()
    {
    }
}
