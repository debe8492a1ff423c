using ServerlessAffect.Learning;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Grouping;
using ServerlessAffect.Pipeline.Exploration.Measuring;
using ServerlessAffect.Pipeline.Exploration.Projecting;

namespace ServerlessAffect.Pipeline.Exploration;

/// <summary>What is known of an archive when its pages are written. All tables have a row an item, in one order.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Measured">The items and their features, as measured.</param>
/// <param name="Space">[items, dimensions], where items are compared: standardised features without those that are constant; of texts, their directions.</param>
internal sealed record ExploredArchive(ExploreRequest Request, MeasuredArchive Measured, DenseMatrix Space)
{
    public Archive Archive => Measured.Archive;

    public IReadOnlyList<ArchiveItem> Items => Measured.Archive.Items;

    /// <summary>Names of the features that are the same for every item.</summary>
    public IReadOnlyList<string> Constant { get; init; } = [];

    /// <summary>Names of the columns of <see cref="Space"/>.</summary>
    public required IReadOnlyList<string> SpaceColumns { get; init; }

    /// <summary>By several methods; null where there are too few items, or nothing varies.</summary>
    public Groups? Groups { get; init; }

    public Projections Projections { get; init; } = new([], []);

    /// <summary>What the champions read of the items, in their order; empty where nobody reads them.</summary>
    public IReadOnlyList<ArchiveReading> Readings { get; init; } = [];
}
