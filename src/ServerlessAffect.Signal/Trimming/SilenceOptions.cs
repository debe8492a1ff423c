namespace ServerlessAffect.Signal.Trimming;

/// <summary>What counts as silence: a frame whose root mean square lies <see cref="TopDb"/> or more below the loudest frame's.</summary>
public sealed record SilenceOptions
{
    /// <summary>librosa's own: 60 dB, 2,048 samples every 512.</summary>
    public static SilenceOptions Default { get; } = new();

    /// <summary>Decibels below the loudest frame; from above 0. Default 60.</summary>
    public double TopDb { get; init; } = 60;

    /// <summary>Samples per frame, from 1. Default 2,048.</summary>
    public int FrameLength { get; init; } = 2048;

    /// <summary>Samples from one frame to the next, from 1. Default 512.</summary>
    public int HopLength { get; init; } = 512;

    internal void Check()
    {
        if (!(TopDb > 0))
        {
            throw new ArgumentException($"Expected {nameof(TopDb)} above 0 dB, got {TopDb}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(FrameLength, 1, nameof(FrameLength));
        ArgumentOutOfRangeException.ThrowIfLessThan(HopLength, 1, nameof(HopLength));
    }
}
