using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Counts of terms, as <c>sklearn.feature_extraction.text.CountVectorizer</c>: the same vocabulary in the same order.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class CountVectorizer(VectorizerOptions options)
{
    private readonly TermVectorizer _vectorizer = new(options, null);

    /// <summary>The terms in column order, which is by code point.</summary>
    public IReadOnlyList<string> FeatureNames => _vectorizer.FeatureNames;

    /// <summary>[columns], how many of the fitted texts hold each term.</summary>
    public IReadOnlyList<int> DocumentFrequencies => _vectorizer.Fitted.DocumentFrequencies;

    /// <summary>Learns the vocabulary of <paramref name="texts"/> and returns their counts, [texts, terms].</summary>
    public CsrMatrix FitTransform(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => _vectorizer.FitTransform(texts, cancellationToken);

    /// <summary>Counts of the terms learned before, [texts, terms].</summary>
    /// <exception cref="InvalidOperationException">Nothing was fitted.</exception>
    public CsrMatrix Transform(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => _vectorizer.Transform(texts, cancellationToken);
}
