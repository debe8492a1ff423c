namespace ServerlessAffect.Signal.Spectra;

/// <summary>What stands where a frame reaches beyond the signal; numpy.pad's modes.</summary>
public enum FramePadding
{
    /// <summary>numpy's constant.</summary>
    Zeros,

    /// <summary>The first or the last sample.</summary>
    Edge,

    /// <summary>The signal mirrored at its first or last sample, which is not repeated.</summary>
    Reflect,
}
