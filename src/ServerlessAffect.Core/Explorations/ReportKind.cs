namespace ServerlessAffect.Core.Explorations;

/// <summary>An exploration compares items of one kind.</summary>
public enum ReportKind
{
    /// <summary>Recordings, and the sound of videos.</summary>
    Recordings,

    Texts,
}
