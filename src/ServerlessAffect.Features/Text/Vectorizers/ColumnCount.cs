namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>A column and how often its term occurs in a row, in one number that sorts by column.</summary>
internal readonly record struct ColumnCount(ulong Packed)
{
    public ColumnCount(int column, int count)
        : this(((ulong)(uint)column << 32) | (uint)count)
    {
    }

    public int Column => (int)(Packed >> 32);

    public int Count => (int)(uint)Packed;
}
