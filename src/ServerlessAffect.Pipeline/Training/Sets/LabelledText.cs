namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>One example.</summary>
/// <param name="Id">Says where it comes from, never what it says: file and row, or the name of a file.</param>
/// <param name="Text">As it stands in the data.</param>
/// <param name="Label">Name of its class.</param>
/// <param name="Group">Examples of one group never stand on both sides of a split.</param>
/// <param name="Key">Equal for texts that differ only in links, white space and case.</param>
public sealed record LabelledText(string Id, string Text, string Label, string Group, string Key)
{
    /// <summary>False where the text is its own group, under its key.</summary>
    public bool HasNamedGroup => !Group.Equals(Key, StringComparison.Ordinal);
}
