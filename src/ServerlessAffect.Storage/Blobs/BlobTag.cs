using Azure;

namespace ServerlessAffect.Storage.Blobs;

/// <summary>The one spelling of an ETag outside this project: without quotes. Azure sends them quoted in headers and unquoted in listings, and wants them quoted in conditions.</summary>
internal static class BlobTag
{
    public static string Text(ETag tag) => tag.ToString("G").Trim('"');

    public static ETag Parse(string text) => new(text.Trim('"'));
}
