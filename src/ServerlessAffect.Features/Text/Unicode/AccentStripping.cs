namespace ServerlessAffect.Features.Text.Unicode;

/// <summary>scikit-learn's <c>strip_accents</c>: what becomes of letters with marks.</summary>
public enum AccentStripping
{
    /// <summary>They stay.</summary>
    None,

    /// <summary>Compatibility decomposition (NFKD), then everything outside ASCII is dropped.</summary>
    Ascii,

    /// <summary>Compatibility decomposition (NFKD), then combining characters are dropped.</summary>
    Unicode,
}
