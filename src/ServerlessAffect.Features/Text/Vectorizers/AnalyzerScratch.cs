using ServerlessAffect.Features.Text.Cleaning;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>One text on its way to its terms, and the buffers for it: what was cleaned, prepared or cut into tokens once serves every block and every extractor that
/// wants the same. One thread at a time.</summary>
internal sealed class AnalyzerScratch
{
    private const int Large = 1 << 16;

    /// <summary>Different ways to prepare a text that are kept buffers for.</summary>
    private const int MostStages = 16;

    private readonly List<CleanText> _cleaned = [];

    public string Text { get; private set; } = "";

    /// <summary>Changes with every text.</summary>
    public int Version { get; private set; }

    /// <summary>A very long text was prepared here: not worth keeping.</summary>
    public bool IsLarge => Text.Length > Large;

    /// <summary>For a stage that is being made.</summary>
    public TextBuffer Working { get; } = new();

    public IntBuffer Symbols { get; } = new();

    public IntBuffer Nodes { get; } = new();

    public ColumnSet Columns { get; } = new();

    public RowBuffer Row { get; } = new();

    public List<ColumnCount> Entries { get; } = [];

    public List<ColumnCount> Sorted { get; } = [];

    public void Begin(string text)
    {
        Text = text;
        Version++;
    }

    /// <summary>Forgets the text; the buffers stay.</summary>
    public void End() => Begin("");

    public CleanText Clean(TextCleaner cleaner)
    {
        foreach (var known in _cleaned)
        {
            if (ReferenceEquals(known.Cleaner, cleaner))
            {
                return known.Of(this);
            }
        }

        if (_cleaned.Count == MostStages)
        {
            _cleaned.Clear();
        }

        var stage = new CleanText(cleaner);
        _cleaned.Add(stage);
        return stage.Of(this);
    }
}
