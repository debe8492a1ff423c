namespace ServerlessAffect.Features.Text.Reading;

/// <summary>What is read of a csv file, decided from its first line.</summary>
/// <param name="Kept">Numbers of the columns to keep, in the order in which they are wanted.</param>
internal sealed record CsvColumns(IReadOnlyList<int> Kept)
{
    /// <summary>The first line is a row as well.</summary>
    public bool HasNoHeader { get; init; }
}
