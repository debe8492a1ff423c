using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Unicode;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text.Terms;

/// <summary>One group of columns of a <see cref="TextTermsParameters"/>: its terms and how they are weighted. Names and defaults are scikit-learn's.</summary>
public sealed record TextTermsBlock
{
    /// <summary>For people: <c>words</c>, <c>characters</c>.</summary>
    public required string Name { get; init; }

    public TermAnalyzer Analyzer { get; init; } = TermAnalyzer.Word;

    public int NgramMin { get; init; } = 1;

    public int NgramMax { get; init; } = 1;

    /// <summary>One of <see cref="TokenPatterns"/>; for terms of tokens.</summary>
    public string TokenPattern { get; init; } = TokenPatterns.Word;

    public bool Lowercase { get; init; } = true;

    public AccentStripping StripAccents { get; init; }

    /// <summary>Tokens left out, in lower case; for terms of tokens.</summary>
    public IReadOnlyList<string> StopWords { get; init; } = [];

    /// <summary>Name of a list that whoever fits has; its words join <see cref="StopWords"/> and the name goes (<see cref="TextTermsParameters.WithStopWords"/>). Null: none.</summary>
    public string? StopWordList { get; init; }

    /// <summary>Parts of speech to lemmatise as, in the order they are tried; empty: no lemmatising. Needs WordNet's lists when fitting. For terms of tokens.</summary>
    public IReadOnlyList<WordNetPart> Lemmas { get; init; } = [];

    /// <summary>Every ASCII digit of a token becomes 0, but for years from 2000 to 2099. For terms of tokens.</summary>
    public bool FoldDigits { get; init; }

    public bool Binary { get; init; }

    public bool SublinearTf { get; init; }

    public bool UseIdf { get; init; } = true;

    public bool SmoothIdf { get; init; } = true;

    /// <summary>Over the columns of this block.</summary>
    public TermNorm Norm { get; init; } = TermNorm.L2;

    /// <summary>At least 1: a number of texts; below 1: a share of them.</summary>
    public double MinDf { get; init; } = 1;

    /// <summary>At least 1: a number of texts; below 1: a share of them; null: no limit.</summary>
    public double? MaxDf { get; init; }

    /// <summary>Null: no limit.</summary>
    public int? MaxFeatures { get; init; }

    /// <summary>What every value of the block is multiplied by, after the norm.</summary>
    public double Weight { get; init; } = 1;

    internal TfidfOptions Weights => new() { Norm = Norm, UseIdf = UseIdf, SmoothIdf = SmoothIdf, SublinearTf = SublinearTf };

    internal VectorizerOptions Vectorizer(WordNetLists? wordNet) => new()
    {
        Analyzer = Analyzer,
        NgramMin = NgramMin,
        NgramMax = NgramMax,
        TokenPattern = TokenPattern,
        Lowercase = Lowercase,
        StripAccents = StripAccents,
        StopWords = StopWords,
        Lemmatizer = Lemmas.Count > 0 && wordNet is not null ? new WordNetLemmatizer(wordNet, Lemmas) : null,
        FoldDigits = FoldDigits,
        Binary = Binary,
        MinDf = MinDf,
        MaxDf = MaxDf,
        MaxFeatures = MaxFeatures,
    };
}
