namespace ServerlessAffect.Signal.Mel;

/// <summary>librosa.filters.mel's parameters, with its defaults.</summary>
public sealed record MelOptions
{
    /// <summary>Number of filters, from 1. Default 128.</summary>
    public int NMels { get; init; } = 128;

    /// <summary>Lower end of the first filter (Hz), from 0. Default 0.</summary>
    public double FMin { get; init; }

    /// <summary>Upper end of the last filter (Hz), above FMin. Null: half the sample rate.</summary>
    public double? FMax { get; init; }

    /// <summary>Default Slaney.</summary>
    public MelScale Scale { get; init; } = MelScale.Slaney;

    /// <summary>Filters of equal area (norm='slaney') instead of equal height (norm=None). Default true.</summary>
    public bool EqualArea { get; init; } = true;
}
