using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Weighted counts of terms, as <c>sklearn.feature_extraction.text.TfidfVectorizer</c>: the same vocabulary in the same order, the same weights.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class TfidfVectorizer(VectorizerOptions options, TfidfOptions weights)
{
    private readonly TermVectorizer _vectorizer = new(options, weights);

    /// <summary>The terms in column order, which is by code point.</summary>
    public IReadOnlyList<string> FeatureNames => _vectorizer.FeatureNames;

    /// <summary>[columns], how many of the fitted texts hold each term.</summary>
    public IReadOnlyList<int> DocumentFrequencies => _vectorizer.Fitted.DocumentFrequencies;

    /// <summary>[columns], the inverse document frequency of each term; empty without <see cref="TfidfOptions.UseIdf"/>.</summary>
    public IReadOnlyList<double> Idf => _vectorizer.Fitted.Weighting.Idf;

    /// <summary>Learns vocabulary and frequencies of <paramref name="texts"/> and returns their weights, [texts, terms].</summary>
    public CsrMatrix FitTransform(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => _vectorizer.FitTransform(texts, cancellationToken);

    /// <summary>Weights of the terms learned before, [texts, terms].</summary>
    /// <exception cref="InvalidOperationException">Nothing was fitted.</exception>
    public CsrMatrix Transform(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => _vectorizer.Transform(texts, cancellationToken);
}
