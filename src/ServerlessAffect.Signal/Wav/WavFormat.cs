namespace ServerlessAffect.Signal.Wav;

/// <summary>What the format chunk of a WAV file says, checked.</summary>
/// <param name="Channels">1 to <see cref="WavLimits.MaxChannels"/>.</param>
/// <param name="SampleRate">Hz, <see cref="WavLimits.MinSampleRate"/> to <see cref="WavLimits.MaxSampleRate"/>.</param>
/// <param name="BigEndian">The file is RIFX.</param>
public sealed record WavFormat(WavEncoding Encoding, int Channels, int SampleRate, bool BigEndian)
{
    /// <summary>Bytes of one sample of one channel.</summary>
    public int BytesPerSample => Encoding switch
    {
        WavEncoding.Int16 => 2,
        WavEncoding.Int24 => 3,
        WavEncoding.Int32 or WavEncoding.Float32 => 4,
        WavEncoding.Float64 => 8,
        _ => 1,
    };

    /// <summary>Bytes of one sample time: all channels.</summary>
    public int BlockAlign => Channels * BytesPerSample;
}
