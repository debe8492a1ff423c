namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>One example: a text, or a recording.</summary>
/// <param name="Id">Says where it comes from, never what it says: file and row, or the name of a file.</param>
/// <param name="Text">As it stands in the data; empty for a recording.</param>
/// <param name="Label">Name of its class.</param>
/// <param name="Group">Examples of one group never stand on both sides of a split.</param>
/// <param name="Key">Equal for texts that differ only in links, white space and case, and for recordings of the same bytes.</param>
public sealed record LabelledExample(string Id, string Text, string Label, string Group, string Key)
{
    /// <summary>Path of the recording's file; null for a text.</summary>
    public string? Recording { get; init; }

    /// <summary>Who speaks: the group, unless the data says otherwise.</summary>
    public string Speaker { get; init; } = Group;

    /// <summary>False where the example is its own group, under its key.</summary>
    public bool HasNamedGroup => !Group.Equals(Key, StringComparison.Ordinal);
}
