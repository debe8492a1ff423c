using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>A clean text in lower case or not, with its accents or without, and the tokens of it.</summary>
internal sealed class PreparedText(bool lowercase, AccentStripping stripAccents)
{
    /// <summary>Different ways to make tokens of it that are kept buffers for.</summary>
    private const int MostTokenSources = 16;

    private readonly List<TokenStage> _tokens = [];
    private int _version;

    public bool Lowercase => lowercase;

    public AccentStripping StripAccents => stripAccents;

    public TextBuffer Text { get; } = new();

    /// <summary>How many links the cleaning took out.</summary>
    public int Links { get; private set; }

    /// <summary>This stage of the scratch's text, made where it is not.</summary>
    public PreparedText Of(CleanText clean, AnalyzerScratch scratch)
    {
        if (_version != scratch.Version)
        {
            Text.Clear();
            Append(clean.Text.Written, scratch.Working);
            Links = clean.Links;
            _version = scratch.Version;
        }

        return this;
    }

    public TokenList Tokens(TokenSource source, AnalyzerScratch scratch)
    {
        foreach (var known in _tokens)
        {
            if (known.Source.MakesTheSameAs(source))
            {
                return known.Of(this, scratch.Version);
            }
        }

        if (_tokens.Count == MostTokenSources)
        {
            _tokens.Clear();
        }

        var stage = new TokenStage(source);
        _tokens.Add(stage);
        return stage.Of(this, scratch.Version);
    }

    private void Append(ReadOnlySpan<char> text, TextBuffer working)
    {
        if (!lowercase)
        {
            AccentStripper.Append(text, stripAccents, Text);
        }
        else if (stripAccents == AccentStripping.None)
        {
            PythonLower.Append(text, Text);
        }
        else
        {
            working.Clear();
            PythonLower.Append(text, working);
            AccentStripper.Append(working.Written, stripAccents, Text);
        }
    }
}
