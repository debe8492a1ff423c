using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>How texts become counts of terms; the names and defaults of scikit-learn's <c>CountVectorizer</c>.</summary>
public sealed record VectorizerOptions
{
    public TermAnalyzer Analyzer { get; init; } = TermAnalyzer.Word;

    /// <summary>Fewest tokens or characters of a term, at least 1.</summary>
    public int NgramMin { get; init; } = 1;

    /// <summary>Most tokens or characters of a term, from <see cref="NgramMin"/> to 16.</summary>
    public int NgramMax { get; init; } = 1;

    /// <summary>Lower case first, as Python's <c>str.lower()</c>.</summary>
    public bool Lowercase { get; init; } = true;

    public AccentStripping StripAccents { get; init; }

    /// <summary>Name of a token pattern (<see cref="TokenPatterns"/>); for terms of tokens.</summary>
    public string TokenPattern { get; init; } = TokenPatterns.Word;

    /// <summary>Tokens that are dropped before terms are built; compared after lower-casing. For terms of tokens.</summary>
    public IReadOnlyCollection<string> StopWords { get; init; } = [];

    /// <summary>Replaces each token by its lemma, after stop words are dropped; null leaves tokens as they are. For terms of tokens.</summary>
    public WordNetLemmatizer? Lemmatizer { get; init; }

    /// <summary>Every ASCII digit of a token becomes 0, but for years from 2000 to 2099. For terms of tokens.</summary>
    public bool FoldDigits { get; init; }

    /// <summary>Terms in fewer texts are left out. At least 1: a number of texts; below 1: a share of the texts.</summary>
    public double MinDf { get; init; } = 1;

    /// <summary>Terms in more texts are left out. At least 1: a number of texts; below 1: a share of the texts; null: no limit.</summary>
    public double? MaxDf { get; init; }

    /// <summary>Only the terms with the highest total counts, the earlier in code point order where counts are equal; null: all.</summary>
    public int? MaxFeatures { get; init; }

    /// <summary>Counts above 1 become 1.</summary>
    public bool Binary { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(NgramMin, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NgramMax, NgramMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(NgramMax, 16);
        ArgumentOutOfRangeException.ThrowIfNegative(MinDf);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxDf ?? 1, nameof(MaxDf));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFeatures ?? 1, 1, nameof(MaxFeatures));
    }
}
