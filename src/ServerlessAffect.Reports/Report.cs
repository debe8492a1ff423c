namespace ServerlessAffect.Reports;

/// <summary>What a person reads of a run: pages that each answer a question. Written as one HTML file and, the same, as JSON.</summary>
public sealed record Report
{
    public required string Title { get; init; }

    /// <summary>One line below the title: of what, by what, with which seed.</summary>
    public required string Subtitle { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The summary first.</summary>
    public required IReadOnlyList<ReportPage> Pages { get; init; }

    /// <summary>Numbers at a glance, shown on the first page.</summary>
    public IReadOnlyList<KeyFigure> KeyFigures { get; init; } = [];

    /// <summary>What the pages found, shown on the first page, the weightiest first; the JSON holds all, the HTML the first dozen.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What holds for all of it: terms of the data, how readings may be used.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
