using ServerlessAffect.Features.Text.Tokens;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Buffers of one thread for preparing texts and finding their terms.</summary>
internal sealed class AnalyzerScratch
{
    private const int Large = 1 << 16;

    /// <summary>A very long text was prepared here: not worth keeping.</summary>
    public bool IsLarge => Cleaned.Capacity > Large || Prepared.Capacity > Large || Entities.Capacity > Large || Lowered.Capacity > Large;

    public TextBuffer Cleaned { get; } = new();

    public TextBuffer Entities { get; } = new();

    public TextBuffer Lowered { get; } = new();

    public TextBuffer Prepared { get; } = new();

    /// <summary>How many links the cleaning took out of the text.</summary>
    public int Links { get; set; }

    public TokenList Tokens { get; } = new();

    public TokenList Changed { get; } = new();

    public IntBuffer Symbols { get; } = new();

    public IntBuffer Nodes { get; } = new();

    public ColumnSet Columns { get; } = new();

    public List<ColumnCount> Entries { get; } = [];

    public List<ColumnCount> Sorted { get; } = [];
}
