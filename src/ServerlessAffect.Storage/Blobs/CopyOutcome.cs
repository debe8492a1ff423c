namespace ServerlessAffect.Storage.Blobs;

internal enum CopyOutcome
{
    Copied,

    /// <summary>The source is gone or is not the version that was asked for.</summary>
    SourceChanged,

    /// <summary>The destination was there already and was not to be overwritten.</summary>
    DestinationTaken,
}
