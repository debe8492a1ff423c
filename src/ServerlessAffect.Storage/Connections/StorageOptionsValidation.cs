using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace ServerlessAffect.Storage.Connections;

/// <summary>Refuses settings that could only fail later, at the first file. Never repeats a connection string: it holds a key.</summary>
internal sealed class StorageOptionsValidation : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var fault = Fault(options);
        return fault is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(fault);
    }

    private static string? Fault(StorageOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return IsConnectionString(options.ConnectionString) ? null
                : $"The setting {StorageOptions.Section} is not a storage connection string; 'UseDevelopmentStorage=true' stands for a local Azurite.";
        }

        if (options.BlobServiceUri is null || options.QueueServiceUri is null)
        {
            return $"No storage is configured: set {StorageOptions.Section} to a connection string, or both {StorageOptions.Section}__blobServiceUri and {StorageOptions.Section}__queueServiceUri.";
        }

        if (!IsServiceAddress(options.BlobServiceUri) || !IsServiceAddress(options.QueueServiceUri))
        {
            return $"{StorageOptions.Section}__blobServiceUri and {StorageOptions.Section}__queueServiceUri must be https addresses such as https://account.blob.core.windows.net: an identity's token is never sent in the clear.";
        }

        return options.Credential is null or "managedidentity" ? null
            : $"{StorageOptions.Section}__credential may be 'managedidentity' or absent.";
    }

    private static bool IsServiceAddress(Uri address) => address is { IsAbsoluteUri: true, Scheme: "https", Query: "", UserInfo: "" };

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
