namespace ServerlessAffect.Storage.Queues;

/// <summary>Queues that a Functions host makes by itself for what it gave up; no deployment declares them.</summary>
internal static class PoisonQueueNames
{
    public const string ScoreRequests = StorageNames.ScoreRequests + "-poison";

    /// <summary>Of every blob trigger of the account.</summary>
    public const string BlobTriggers = "webjobs-blobtrigger-poison";
}
