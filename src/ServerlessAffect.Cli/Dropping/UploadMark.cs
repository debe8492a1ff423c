using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>What storage knew of a name and its bytes before they were uploaded: what differs later was made by this upload.</summary>
/// <param name="Name">Name below <c>inbox/</c>.</param>
/// <param name="Source">ETag under which the item's record had this name and subject; null where it had not.</param>
/// <param name="Unread">The same of the record that a file gets which could not even be read.</param>
/// <param name="Reason">Token of the reason for which the name was refused earlier; null where it was not.</param>
internal sealed record UploadMark(string Name, ContentHash Item, string? Subject, string? Source, string? Unread, string? Reason);
