using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Requests;

/// <summary>The client's own name for a request, out of the header <c>Idempotency-Key</c>.</summary>
internal static class IdempotencyKey
{
    private const int MaxLength = 255;

    /// <returns>Null where the client gave none.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers["Idempotency-Key"];
        if (header.Count == 0)
        {
            return null;
        }

        return header is [{ Length: > 0 and <= MaxLength } key] && !key.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? key
            : throw new AffectException(ErrorCodes.InvalidRequest, $"An Idempotency-Key stands there once and has 1 to {MaxLength} printable ASCII characters.");
    }
}
