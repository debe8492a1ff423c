namespace ServerlessAffect.Core.Explorations;

/// <summary>How far a report has come.</summary>
public enum ReportState
{
    Queued,
    Running,
    Done,
    Failed,

    /// <summary>It holds items of a subject that is being erased; its files go first, its record last.</summary>
    Erasing,
}
