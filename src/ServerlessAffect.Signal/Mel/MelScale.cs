namespace ServerlessAffect.Signal.Mel;

/// <summary>Pitch as it is heard; librosa.hz_to_mel and mel_to_hz.</summary>
public enum MelScale
{
    /// <summary>Linear to 1 kHz, logarithmic above (Slaney's Auditory Toolbox); librosa's default.</summary>
    Slaney,

    /// <summary>2595 log10(1 + f / 700); htk=True.</summary>
    Htk,
}
