using System.Collections.ObjectModel;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>The documents of one text file.</summary>
/// <param name="Rows">[documents], the number of each in its file, from 0, ascending.</param>
/// <param name="Texts">[documents].</param>
/// <param name="Rejected">Rows that are no documents, each with its reason, ascending.</param>
public sealed record TextRows(IReadOnlyList<int> Rows, IReadOnlyList<string> Texts, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>What a person should know about how the file was read; null where all is well.</summary>
    public string? Notice { get; init; }

    /// <summary>The file's own names of its rows, by number of the row; empty where it gives none.</summary>
    public IReadOnlyDictionary<int, string> Ids { get; init; } = ReadOnlyDictionary<int, string>.Empty;
}
