using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Storage.Media;

/// <summary>What is kept in a media blob's metadata. Metadata are ASCII headers, so values are percent-encoded.</summary>
internal static class MediaMetadata
{
    /// <summary>Encoded; the storage takes 8 KiB of metadata in all.</summary>
    private const int MaxSubjectLength = 4096;

    private const string SubjectKey = "subject";

    /// <summary>On a quarantined file: the identity of its bytes.</summary>
    private const string ItemKey = "item";

    /// <summary>On a quarantined file: the ETag that it had in the inbox.</summary>
    private const string SourceETagKey = "sourceetag";

    /// <summary>On a file that came back from the quarantine: the ETag that it had there.</summary>
    private const string RestoredFromKey = "restoredfrom";

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: the subject is too long.</exception>
    public static Dictionary<string, string> Of(string? subject, ContentHash? item = null, string? sourceETag = null, string? restoredFrom = null)
    {
        var metadata = new Dictionary<string, string>();
        if (!string.IsNullOrEmpty(subject))
        {
            var encoded = Uri.EscapeDataString(subject);
            metadata[SubjectKey] = encoded.Length <= MaxSubjectLength ? encoded
                : throw new AffectException(ErrorCodes.InvalidRequest, $"A subject has at most {MaxSubjectLength} characters once percent-encoded; this one has {encoded.Length}.");
        }

        if (item is { } identity)
        {
            metadata[ItemKey] = identity.Value;
        }

        if (sourceETag is not null)
        {
            metadata[SourceETagKey] = sourceETag;
        }

        if (restoredFrom is not null)
        {
            metadata[RestoredFromKey] = restoredFrom;
        }

        return metadata;
    }

    public static string? Subject(IDictionary<string, string> metadata) =>
        metadata.TryGetValue(SubjectKey, out var encoded) ? Uri.UnescapeDataString(encoded) : null;

    /// <summary>The identity's 64 digits, as they were written; null where nobody wrote one.</summary>
    public static string? Item(IDictionary<string, string> metadata) => metadata.TryGetValue(ItemKey, out var item) ? item : null;

    public static string? SourceETag(IDictionary<string, string> metadata) => metadata.TryGetValue(SourceETagKey, out var eTag) ? eTag : null;

    public static string? RestoredFrom(IDictionary<string, string> metadata) => metadata.TryGetValue(RestoredFromKey, out var eTag) ? eTag : null;
}
