using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Pipeline.Exploration;

/// <summary>What to explore, and how.</summary>
public sealed record ExploreRequest
{
    /// <summary>A folder of recordings, videos or texts, or of a known data set; a .csv or .jsonl file of texts; a .csv or .npy file of numbers.</summary>
    public required string Source { get; init; }

    /// <summary>Features of the items; null: the default of their kind (<see cref="FeatureSets"/>).</summary>
    public string? Set { get; init; }

    /// <summary>A csv with the columns <c>id</c> (or <c>file</c>) and <c>label</c>, and if wanted the further columns of a manifest; null: the labels that come with the archive, if any.</summary>
    public string? Labels { get; init; }

    /// <summary>Column of the texts; null: found by its name.</summary>
    public string? TextColumn { get; init; }

    /// <summary>Names of clusterers (<see cref="Grouping.ClusterMethods.Names"/>); null: those that fit the number of items.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>How many clusters, from 2; null: chosen by the silhouette.</summary>
    public int? Clusters { get; init; }

    /// <summary>A csv with <c>date</c> and one or more columns of numbers to hold against the archive; null for none.</summary>
    public string? Series { get; init; }

    /// <summary>Of everything that is random.</summary>
    public int Seed { get; init; }

    /// <summary>Where the report is written.</summary>
    public required string Folder { get; init; }

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>.</exception>
    internal void Validate()
    {
        if (Clusters is < 2)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"Expected at least 2 clusters, or auto; got {Clusters}.");
        }
    }
}
