namespace ServerlessAffect.Storage;

/// <summary>The containers and the queues of one storage account; <c>bicep/modules/storage.bicep</c> declares the same.</summary>
public static class StorageNames
{
    public const string Inbox = "inbox";
    public const string Quarantine = "quarantine";
    public const string Features = "features";
    public const string Predictions = "predictions";
    public const string Items = "items";
    public const string Models = "models";
    public const string Labels = "labels";
    public const string DeadLetters = "dead-letters";
    public const string Reports = "reports";
    public const string ScoreRequests = "score-requests";
    public const string ExploreRequests = "explore-requests";
}
