namespace ServerlessAffect.Core.Models;

/// <summary>Whose recordings say what is usual, before a model reads the features of one.</summary>
public enum Standardising
{
    /// <summary>Nobody's: each recording is read by itself.</summary>
    None,

    /// <summary>The speaker's own, without labels: each column has mean 0 and deviation 1 over all of that speaker's speech. For recordings of one subject that come together.</summary>
    Speaker,
}
