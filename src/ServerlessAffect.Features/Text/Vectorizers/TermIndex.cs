namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Finds the terms of texts, as nodes of a trie.</summary>
/// <remarks><see cref="Find"/> and <see cref="AppendTerm"/> are safe for concurrent use (a scratch per thread) while nothing is added.</remarks>
internal abstract class TermIndex(VectorizerOptions options)
{
    public NgramTrie Trie { get; } = new();

    public static TermIndex Create(VectorizerOptions options)
    {
        options.Validate();
        return options.Analyzer switch
        {
            TermAnalyzer.Char or TermAnalyzer.CharWb => new CharTermIndex(options),
            TermAnalyzer.Position => new PositionTermIndex(options),
            TermAnalyzer.Pair => new PairTermIndex(options),
            _ => new TokenRunIndex(options),
        };
    }

    /// <summary>Adds the node of every term of the text to <paramref name="nodes"/>, once for each time it occurs; terms that are new get a node.</summary>
    public void Add(CleanText text, AnalyzerScratch scratch, IntBuffer nodes) => AddPrepared(Prepare(text, scratch), scratch, nodes);

    /// <summary>Adds the column of every term of the text that has one to <paramref name="found"/>, once for each time it occurs.</summary>
    public void Find(CleanText text, AnalyzerScratch scratch, TermColumns columns, IntBuffer found) => FindPrepared(Prepare(text, scratch), scratch, columns, found);

    /// <summary>The node of a term given as text, made where it is new.</summary>
    public abstract int AddTerm(ReadOnlySpan<char> term);

    /// <summary>Appends the text of a node's term.</summary>
    public abstract void AppendTerm(int node, TextBuffer output);

    /// <summary>The place of each symbol among all, by code point; null where symbols are code points.</summary>
    public abstract int[]? SymbolRanks();

    protected abstract void AddPrepared(PreparedText prepared, AnalyzerScratch scratch, IntBuffer nodes);

    protected abstract void FindPrepared(PreparedText prepared, AnalyzerScratch scratch, TermColumns columns, IntBuffer found);

    private PreparedText Prepare(CleanText text, AnalyzerScratch scratch) => text.Prepare(options.Lowercase, options.StripAccents, scratch);
}
