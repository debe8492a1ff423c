using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Functions.Requests;

internal static class ReportId
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static ContentHash Parse(string? text) => ContentHash.TryParse(text, out var id)
        ? id
        : throw new AffectException(ErrorCodes.InvalidRequest, "A report's id is the one that POST /api/explore answers with, 64 hexadecimal digits.");
}
