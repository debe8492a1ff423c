using System.Collections.ObjectModel;

namespace ServerlessAffect.Core.Features;

/// <summary>The features of one item whose rows are sparse: a text file's documents, for example.</summary>
/// <param name="Matrix">[rows that could be read, columns of the schema].</param>
/// <param name="Rows">[Matrix.Rows], the number of each row in the file, from 0; a file of one document has the single row 0.</param>
/// <param name="Rejected">Rows of the file that have no features, each with its reason, ascending.</param>
public sealed record SparseFeatures(CsrMatrix Matrix, IReadOnlyList<int> Rows, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>What a person should know about how the file was read (a guessed encoding, bytes that could not be decoded); null where all is well.</summary>
    public string? Notice { get; init; }

    /// <summary>The file's own names of its rows, by number of the row; empty where it gives none.</summary>
    public IReadOnlyDictionary<int, string> Ids { get; init; } = ReadOnlyDictionary<int, string>.Empty;
}
