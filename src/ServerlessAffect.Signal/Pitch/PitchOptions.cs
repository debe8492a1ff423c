namespace ServerlessAffect.Signal.Pitch;

/// <summary>Where F0 is looked for; the defaults are librosa's for <c>yin</c> and <c>pyin</c> with the range C2 to C7.</summary>
public sealed record PitchOptions
{
    /// <summary>Hz. Default 22,050.</summary>
    public int SampleRate { get; init; } = 22_050;

    /// <summary>Lowest F0 (Hz), above 0; one period must fit into a frame, two should. Default the note C2.</summary>
    public double FMin { get; init; } = 65.40639132514966;

    /// <summary>Highest F0 (Hz), above <see cref="FMin"/> and at most half the sample rate. Default the note C7.</summary>
    public double FMax { get; init; } = 2093.004522404789;

    /// <summary>Samples per frame. Default 2,048.</summary>
    public int FrameLength { get; init; } = 2048;

    /// <summary>Samples from the centre of one frame to that of the next. Default 512.</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>A trough of the normalised difference below this is a period (YIN only). Default 0.1.</summary>
    public double TroughThreshold { get; init; } = 0.1;

    /// <summary>Smallest lag looked at, in samples.</summary>
    internal int MinPeriod => (int)Math.Floor(SampleRate / FMax);

    /// <summary>Largest lag looked at, in samples.</summary>
    internal int MaxPeriod => Math.Min((int)Math.Ceiling(SampleRate / FMin), FrameLength - 1);

    /// <summary>Frames are centred on every hop, the clip continued by zeros: 1 + samples / <see cref="HopLength"/>, and none of no samples.</summary>
    public int Frames(int samples) => samples == 0 ? 0 : 1 + (samples / HopLength);

    internal PitchOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleRate, 1, nameof(SampleRate));
        ArgumentOutOfRangeException.ThrowIfLessThan(FrameLength, 4, nameof(FrameLength));
        ArgumentOutOfRangeException.ThrowIfLessThan(HopLength, 1, nameof(HopLength));
        if (!(FMin > 0) || !(FMax > FMin) || FMax > SampleRate / 2.0 || SampleRate / FMin >= FrameLength - 1)
        {
            throw new ArgumentException(
                $"Expected 0 < FMin < FMax <= {SampleRate / 2.0} Hz and a period of FMin within {FrameLength} samples, got {FMin} and {FMax} Hz at {SampleRate} Hz.");
        }

        return this;
    }
}
