using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>The text of a scratch after one way of cleaning.</summary>
internal sealed class CleanText(TextCleaner cleaner)
{
    private readonly List<PreparedText> _prepared = [];
    private int _version;

    public TextCleaner Cleaner => cleaner;

    public TextBuffer Text { get; } = new();

    /// <summary>How many links the cleaning took out.</summary>
    public int Links { get; private set; }

    /// <summary>This stage of the scratch's text, made where it is not.</summary>
    public CleanText Of(AnalyzerScratch scratch)
    {
        if (_version != scratch.Version)
        {
            Text.Clear();
            Links = cleaner.Clean(scratch.Text, scratch.Working, Text, null);
            _version = scratch.Version;
        }

        return this;
    }

    public PreparedText Prepare(bool lowercase, AccentStripping stripAccents, AnalyzerScratch scratch)
    {
        foreach (var known in _prepared)
        {
            if (known.Lowercase == lowercase && known.StripAccents == stripAccents)
            {
                return known.Of(this, scratch);
            }
        }

        var stage = new PreparedText(lowercase, stripAccents);
        _prepared.Add(stage);
        return stage.Of(this, scratch);
    }
}
