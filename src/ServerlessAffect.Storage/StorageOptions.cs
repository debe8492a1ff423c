namespace ServerlessAffect.Storage;

/// <summary>Which storage account, and who we are there: a connection string, or an identity with both service addresses.
/// Read from <c>AzureWebJobsStorage</c>, as the Functions host reads it.</summary>
public sealed class StorageOptions
{
    /// <summary>The setting's name, and its section's (<c>AzureWebJobsStorage__blobServiceUri</c> in the environment).</summary>
    public const string Section = "AzureWebJobsStorage";

    /// <summary>An account with its key, or <c>UseDevelopmentStorage=true</c>; null: an identity is used.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>For example <c>https://account.blob.core.windows.net</c>; used only without <see cref="ConnectionString"/>.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>For example <c>https://account.queue.core.windows.net</c>; used only without <see cref="ConnectionString"/>.</summary>
    public Uri? QueueServiceUri { get; set; }

    /// <summary><c>managedidentity</c>: that and nothing else; null: whatever Azure's default chain finds (a developer's own login, for example).</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned identity; null: the system-assigned one.</summary>
    public string? ClientId { get; set; }
}
