using ServerlessAffect.Learning;
using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Measuring;

/// <summary>An archive whose items were measured; those that could not be are no longer in it.</summary>
/// <param name="Archive">The items, in the order of the rows.</param>
/// <param name="Set">Of the features; null for numbers that came measured.</param>
/// <param name="Columns">Names of the features.</param>
/// <param name="Values">[items, columns], as measured.</param>
internal sealed record MeasuredArchive(Archive Archive, string? Set, IReadOnlyList<string> Columns, DenseMatrix Values)
{
    /// <summary>[items], of recordings; empty otherwise.</summary>
    public IReadOnlyList<RecordingLevels> Levels { get; init; } = [];

    /// <summary>Of texts; null otherwise.</summary>
    public TermTable? Terms { get; init; }
}
