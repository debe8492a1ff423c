using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Requests;

/// <summary>The header <c>Content-Encoding</c>: nothing is unpacked, and what is packed is not taken for what is in it.</summary>
internal static class ContentCoding
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>: any coding but <c>identity</c>.</exception>
    public static void RequireNone(HttpRequest request)
    {
        var coding = request.Headers.ContentEncoding;
        if (coding.Count > 0 && !coding.ToString().Trim().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new AffectException(ErrorCodes.UnsupportedType, "The body is marked as packed by its Content-Encoding, and bodies are not unpacked here; send it as it is, without that header.");
        }
    }
}
