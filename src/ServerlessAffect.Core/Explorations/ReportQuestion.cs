namespace ServerlessAffect.Core.Explorations;

/// <summary>What to explore of the items in storage, and how.</summary>
public sealed record ReportQuestion
{
    /// <summary>Null where storage holds one kind only.</summary>
    public ReportKind? Kind { get; init; }

    /// <summary>Only items that came under a name with this beginning; null: any.</summary>
    public string? Prefix { get; init; }

    /// <summary>Only items about this subject; null: anybody's.</summary>
    public string? Subject { get; init; }

    /// <summary>Name of the model whose classes the labels are; null: the one with the most labelled items.</summary>
    public string? Task { get; init; }

    /// <summary>Features of the items; null: the default of their kind.</summary>
    public string? Set { get; init; }

    /// <summary>Names of clusterers; null: those that fit the number of items.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>How many clusters, from 2; null: chosen by the silhouette.</summary>
    public int? K { get; init; }

    /// <summary>Of everything that is random.</summary>
    public int Seed { get; init; }
}
