using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Cleaning;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>What the counting and the weighting vectorizer have in common.</summary>
internal sealed class TermVectorizer(VectorizerOptions options, TfidfOptions? weights)
{
    private readonly AnalyzerScratch _scratch = new();
    private FittedTerms? _fitted;
    private string[]? _names;

    public FittedTerms Fitted => _fitted ?? throw new InvalidOperationException("Call FitTransform first: there are no terms yet.");

    public IReadOnlyList<string> FeatureNames => _names ??= Fitted.Terms();

    public CsrMatrix FitTransform(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var index = TermIndex.Create(options);
        var counts = new TermCounts();
        for (var row = 0; row < texts.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _scratch.Nodes.Clear();
            index.Add(Clean(texts[row]), _scratch, _scratch.Nodes);
            counts.AddRow(_scratch.Nodes.Written, index.Trie.Count);
        }

        _fitted = FittedTerms.Choose(index, counts, options, weights);
        _names = null;
        var builder = new CsrBuilder(counts.Rows, _fitted.Count, checked((int)_fitted.FittedEntries));
        for (var row = 0; row < counts.Rows; row++)
        {
            builder.AddSegment(_fitted.FittedRow(counts, row, _scratch), 0, _fitted.Weighting);
            builder.EndRow();
        }

        return builder.Build();
    }

    public CsrMatrix Transform(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var builder = new CsrBuilder(texts.Count, Fitted.Count, null);
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.AddSegment(Fitted.Row(Clean(text), _scratch), 0, Fitted.Weighting);
            builder.EndRow();
        }

        return builder.Build();
    }

    private CleanText Clean(string text)
    {
        _scratch.Begin(text);
        return _scratch.Clean(TextCleaner.None);
    }
}
