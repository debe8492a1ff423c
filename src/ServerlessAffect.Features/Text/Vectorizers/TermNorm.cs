namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>What each row is divided by.</summary>
public enum TermNorm
{
    None,

    /// <summary>The sum of absolute values.</summary>
    L1,

    /// <summary>The Euclidean length.</summary>
    L2,
}
