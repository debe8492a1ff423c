namespace ServerlessAffect.Cli.Dropping;

/// <summary>How far an upload has come.</summary>
internal enum UploadStage
{
    /// <summary>It has not been handled yet, or readings are on their way.</summary>
    Waiting,

    /// <summary>It was handled and nothing seems to be on its way, and yet a live model has not spoken: a host may not know that model yet.</summary>
    Settling,

    /// <summary>Every live model has spoken or died.</summary>
    Read,

    /// <summary>It lies in quarantine.</summary>
    Refused,

    /// <summary>It could not be read, as often as that is tried.</summary>
    GivenUp,
}
