using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ServerlessAffect.Storage.Connections;

/// <summary>Reads the options where the Functions host reads them.</summary>
internal sealed class StorageOptionsSetup(IConfiguration configuration) : IConfigureOptions<StorageOptions>
{
    public void Configure(StorageOptions options)
    {
        var section = configuration.GetSection(StorageOptions.Section);
        options.ConnectionString = string.IsNullOrWhiteSpace(section.Value) ? section["connectionString"] : section.Value;
        options.BlobServiceUri = Address(section["blobServiceUri"], section["accountName"], "blob");
        options.QueueServiceUri = Address(section["queueServiceUri"], section["accountName"], "queue");
        options.Credential = section["credential"];
        options.ClientId = section["clientId"];
    }

    /// <summary>An address that is none stays a relative one, for the validation to refuse.</summary>
    private static Uri? Address(string? address, string? account, string kind) =>
        !string.IsNullOrWhiteSpace(address) ? new Uri(address, UriKind.RelativeOrAbsolute)
        : !string.IsNullOrWhiteSpace(account) ? new Uri($"https://{account}.{kind}.core.windows.net", UriKind.RelativeOrAbsolute)
        : null;
}
