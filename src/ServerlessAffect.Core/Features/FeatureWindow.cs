namespace ServerlessAffect.Core.Features;

/// <summary>The part of a recording that one row of features was made of.</summary>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds; after <paramref name="Start"/>.</param>
/// <param name="Voiced">Share of it that holds a voice, 0 to 1.</param>
public readonly record struct FeatureWindow(double Start, double End, float Voiced)
{
    /// <summary>From this share on a window counts as speech.</summary>
    public const float LeastVoiced = 0.25f;

    /// <summary>Whether enough of it is speech to be read.</summary>
    public bool IsVoiced => Voiced >= LeastVoiced;
}
