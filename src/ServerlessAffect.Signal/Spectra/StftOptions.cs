namespace ServerlessAffect.Signal.Spectra;

/// <summary>librosa.stft's parameters, with its defaults.</summary>
public sealed record StftOptions
{
    /// <summary>Length of the transform (samples), from 2; powers of two are fast. Default 2048.</summary>
    public int NFft { get; init; } = 2048;

    /// <summary>Samples between frames, from 1. Default 512.</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>Frame t is centred on sample t * hop. Default true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>What stands beyond the ends of the signal when centred. Default zeros.</summary>
    public FramePadding Padding { get; init; } = FramePadding.Zeros;

    /// <summary>At most NFft values; shorter ones are centred between zeros. Null: a periodic Hann window of NFft values.</summary>
    public IReadOnlyList<double>? Window { get; init; }
}
