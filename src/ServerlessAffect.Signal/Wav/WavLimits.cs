namespace ServerlessAffect.Signal.Wav;

/// <summary>What is taken for sound at all; a header that says otherwise is damaged or hostile.</summary>
public static class WavLimits
{
    public const int MaxChannels = 64;

    /// <summary>Hz.</summary>
    public const int MinSampleRate = 1_000;

    /// <summary>Hz.</summary>
    public const int MaxSampleRate = 768_000;

    /// <summary>Chunks before the samples; files have a handful.</summary>
    internal const int MaxChunks = 4_096;

    /// <summary>Floating-point samples beyond this are refused like infinite ones. Full scale is 1; some programs write floats on the scale of 16 or 32 bits.</summary>
    internal const float MaxMagnitude = 4_294_967_296f;

    /// <summary>Floating-point samples beyond this are on another scale than that of floats: no recording is 40 dB above full scale. They are read, and it is said.</summary>
    internal const float OddMagnitude = 100;
}
