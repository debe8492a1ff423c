using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms of one or more characters; a symbol is a code point.</summary>
internal sealed class CharTermIndex(VectorizerOptions options) : TermIndex(options)
{
    // Words come again and again: their terms are found once and remembered, up to this many words.
    private const int RememberedWords = 1 << 20;
    private const int LongestRememberedWord = 64;

    private readonly VectorizerOptions _options = options;
    private readonly SymbolTable _words = new();
    private readonly IntBuffer _wordStarts = new();
    private readonly IntBuffer _wordNodes = new(4096);

    public override int AddTerm(ReadOnlySpan<char> term)
    {
        var node = NgramTrie.Root;
        for (var index = 0; index < term.Length;)
        {
            node = Trie.GetOrAddChild(node, PythonCharacters.CodePointAt(term, index, out var length));
            index += length;
        }

        return node;
    }

    public override void AppendTerm(int node, TextBuffer output)
    {
        if (Trie.Parent(node) != NgramTrie.Root)
        {
            AppendTerm(Trie.Parent(node), output);
        }

        output.AppendCodePoint(Trie.Symbol(node));
    }

    public override int[]? SymbolRanks() => null;

    protected override void AddPrepared(PreparedText prepared, AnalyzerScratch scratch, IntBuffer nodes)
    {
        var text = prepared.Text.Written;
        if (_options.Analyzer == TermAnalyzer.Char)
        {
            AddRuns(Collapsed(text, scratch.Symbols), nodes);
            return;
        }

        for (var position = 0; NextWord(text, ref position, out var word);)
        {
            if (word.Length > LongestRememberedWord || _words.Count >= RememberedWords)
            {
                AddRuns(Padded(word, scratch.Symbols), nodes);
                continue;
            }

            var number = _words.GetOrAdd(word);
            if (number == _wordStarts.Count)
            {
                _wordStarts.Add(_wordNodes.Count);
                AddRuns(Padded(word, scratch.Symbols), _wordNodes);
            }

            var end = number + 1 < _wordStarts.Count ? _wordStarts[number + 1] : _wordNodes.Count;
            nodes.AddRange(_wordNodes.Written[_wordStarts[number]..end]);
        }
    }

    protected override void FindPrepared(PreparedText prepared, AnalyzerScratch scratch, TermColumns columns, IntBuffer found)
    {
        var text = prepared.Text.Written;
        if (_options.Analyzer == TermAnalyzer.Char)
        {
            FindRuns(Collapsed(text, scratch.Symbols), columns, found);
            return;
        }

        for (var position = 0; NextWord(text, ref position, out var word);)
        {
            var hash = SpanHash.Compute(word);
            if (!columns.Words.TryAdd(word, hash, found))
            {
                var start = found.Count;
                FindRuns(Padded(word, scratch.Symbols), columns, found);
                columns.Words.Remember(word, hash, found.Written[start..]);
            }
        }
    }

    private void AddRuns(ReadOnlySpan<int> symbols, IntBuffer nodes)
    {
        for (var start = 0; start < symbols.Length; start++)
        {
            var node = NgramTrie.Root;
            var end = Math.Min(symbols.Length, start + _options.NgramMax);
            for (var i = start; i < end; i++)
            {
                node = Trie.GetOrAddChild(node, symbols[i]);
                if (IsTerm(i - start + 1, symbols.Length))
                {
                    nodes.Add(node);
                }
            }

            if (symbols.Length <= _options.NgramMin)
            {
                return;
            }
        }
    }

    private void FindRuns(ReadOnlySpan<int> symbols, TermColumns columns, IntBuffer found)
    {
        for (var start = 0; start < symbols.Length; start++)
        {
            var node = NgramTrie.Root;
            var end = Math.Min(symbols.Length, start + _options.NgramMax);
            for (var i = start; i < end; i++)
            {
                node = Trie.Child(node, symbols[i]);
                if (node < 0)
                {
                    break;
                }

                if (IsTerm(i - start + 1, symbols.Length))
                {
                    columns.Add(node, found);
                }
            }

            if (symbols.Length <= _options.NgramMin)
            {
                return;
            }
        }
    }

    // A word shorter than the shortest term is a term itself, once.
    private bool IsTerm(int length, int available) =>
        length >= _options.NgramMin || (length == available && _options.Analyzer == TermAnalyzer.CharWb);

    private static bool NextWord(ReadOnlySpan<char> text, ref int position, out ReadOnlySpan<char> word)
    {
        while (position < text.Length && PythonCharacters.IsSpace(text[position]))
        {
            position++;
        }

        var start = position;
        while (position < text.Length && !PythonCharacters.IsSpace(text[position]))
        {
            position++;
        }

        word = text[start..position];
        return position > start;
    }

    private static Span<int> Padded(ReadOnlySpan<char> word, IntBuffer symbols)
    {
        symbols.Clear();
        symbols.Add(' ');
        AddCodePoints(word, symbols);
        symbols.Add(' ');
        return symbols.Written;
    }

    /// <summary>The code points, each run of two or more white space characters made one blank (a single one stays what it is).</summary>
    private static Span<int> Collapsed(ReadOnlySpan<char> text, IntBuffer symbols)
    {
        symbols.Clear();
        for (var index = 0; index < text.Length;)
        {
            var end = index;
            while (end < text.Length && PythonCharacters.IsSpace(text[end]))
            {
                end++;
            }

            if (end - index > 1)
            {
                symbols.Add(' ');
                index = end;
                continue;
            }

            symbols.Add(PythonCharacters.CodePointAt(text, index, out var length));
            index += length;
        }

        return symbols.Written;
    }

    private static void AddCodePoints(ReadOnlySpan<char> text, IntBuffer symbols)
    {
        for (var index = 0; index < text.Length;)
        {
            symbols.Add(PythonCharacters.CodePointAt(text, index, out var length));
            index += length;
        }
    }
}
