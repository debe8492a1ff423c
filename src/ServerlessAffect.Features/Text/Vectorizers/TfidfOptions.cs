namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>How counts become weights; the names and defaults of scikit-learn's <c>TfidfTransformer</c>.</summary>
public sealed record TfidfOptions
{
    public TermNorm Norm { get; init; } = TermNorm.L2;

    /// <summary>Multiply by the inverse document frequency: ln(n / df) + 1.</summary>
    public bool UseIdf { get; init; } = true;

    /// <summary>ln((1 + n) / (1 + df)) + 1 instead: as if one more text held every term.</summary>
    public bool SmoothIdf { get; init; } = true;

    /// <summary>1 + ln(count) instead of the count.</summary>
    public bool SublinearTf { get; init; }
}
