using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Core.Explorations;

/// <summary>A report of items in storage: what was asked, of which items, and how far it is; one blob per report, changed only under its ETag.</summary>
public sealed record ReportRecord
{
    /// <summary>Of the question and of all that it saw: the items, their names, labels and readings. The same question over the same archive is the same report.</summary>
    public required ContentHash Id { get; init; }

    public required ReportQuestion Question { get; init; }

    public required ReportState State { get; init; }

    /// <summary>Every item whose content may stand in the report, in the order of the hash; by them it is found when one of them is erased.</summary>
    public required IReadOnlyList<ContentHash> Items { get; init; }

    /// <summary>Every subject whose items may stand in the report.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The champions whose readings stand in the report, as <c>NAME@VERSION</c>.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>When the archive was looked at: labels that were given later are not in the report.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When it was put on the queue last.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>How often the work was begun since it was queued.</summary>
    public int Starts { get; init; }

    /// <summary>When the work was begun last.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was done, or failed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public ReadingError? Reason { get; init; }
}
