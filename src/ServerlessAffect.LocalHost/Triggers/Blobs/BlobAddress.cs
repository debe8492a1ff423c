using Azure.Storage.Blobs;

namespace ServerlessAffect.LocalHost.Triggers.Blobs;

/// <summary>Names of blobs are no paths, and addresses are: in one a part <c>.</c> or <c>..</c> is taken away before anything is asked for, a slash at either end is too, and what remains
/// names another blob.</summary>
internal static class BlobAddress
{
    /// <summary>Whether the SDK would ask for another blob.</summary>
    public static bool LeadsElsewhere(string blobName)
    {
        if (blobName.StartsWith('/') || blobName.EndsWith('/'))
        {
            return true;
        }

        foreach (var part in blobName.AsSpan().SplitAny('/', '\\'))
        {
            if (blobName.AsSpan()[part] is "." or "..")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The blob's client; where the SDK would take the name for another's, one that has the right address, every slash encoded, and no credentials:
    /// the SDK gives them to no address that it has not made itself.</summary>
    public static BlobClient Of(BlobContainerClient container, string blobName) => LeadsElsewhere(blobName)
        ? new BlobClient(new Uri($"{container.Uri.AbsoluteUri}/{Uri.EscapeDataString(blobName)}"))
        : container.GetBlobClient(blobName);
}
