namespace ServerlessAffect.Inference.VoiceActivity;

/// <summary>Says frame by frame of one recording whether somebody speaks. For one caller at a time.</summary>
public interface IVoiceActivity : IDisposable
{
    /// <summary>What the frames must have been brought to (Hz).</summary>
    int SampleRate { get; }

    /// <summary>Samples per frame.</summary>
    int FrameLength { get; }

    /// <summary>Whether somebody speaks in the next frame.</summary>
    /// <param name="frame">[<see cref="FrameLength"/>], mono.</param>
    bool Next(ReadOnlySpan<float> frame);
}
