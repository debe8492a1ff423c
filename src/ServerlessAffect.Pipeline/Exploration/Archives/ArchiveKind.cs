namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>What the items of an archive are.</summary>
public enum ArchiveKind
{
    /// <summary>Recordings, or the sound of videos.</summary>
    Recordings,

    Texts,

    /// <summary>Rows of a table of numbers, measured elsewhere.</summary>
    Numbers,
}
