using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Functions.Requests;

internal static class ItemId
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static ContentHash Parse(string? text) => ContentHash.TryParse(text, out var id)
        ? id
        : throw new AffectException(ErrorCodes.InvalidRequest, "An item's id is the SHA-256 of its bytes, written as 64 hexadecimal digits.");
}
