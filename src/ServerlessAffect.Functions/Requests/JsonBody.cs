using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Requests;

/// <summary>The body of a request that must be JSON, read whole and never beyond its limit, without a copy where it came in one piece.</summary>
internal static class JsonBody
{
    private const string MediaType = "application/json";

    /// <param name="parse">Gets the bytes, which are gone when it returns.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>: another content type, or packed; <see cref="ErrorCodes.FileTooLarge"/>.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpRequest request, long maxBytes, Func<ReadOnlySequence<byte>, T> parse, CancellationToken cancellationToken)
    {
        ContentCoding.RequireNone(request);
        RequireJson(request.ContentType);
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > maxBytes)
            {
                body.AdvanceTo(read.Buffer.End);
                throw TooLarge(maxBytes);
            }

            if (read.IsCompleted)
            {
                try
                {
                    return parse(read.Buffer);
                }
                finally
                {
                    body.AdvanceTo(read.Buffer.End);
                }
            }

            read.ThrowIfCanceled();
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static void ThrowIfCanceled(this ReadResult read)
    {
        if (read.IsCanceled)
        {
            throw new OperationCanceledException("Reading the request was cancelled.");
        }
    }

    private static void RequireJson(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        var semicolon = mediaType.IndexOf(';');
        mediaType = (semicolon < 0 ? mediaType : mediaType[..semicolon]).Trim();
        var charset = semicolon < 0 ? [] : contentType.AsSpan(semicolon + 1).Trim();
        if (!mediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            || (charset.StartsWith("charset=", StringComparison.OrdinalIgnoreCase) && !charset[8..].Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new AffectException(ErrorCodes.UnsupportedType, "Send the request as 'Content-Type: application/json' in UTF-8.");
        }
    }

    private static AffectException TooLarge(long maxBytes) =>
        new(ErrorCodes.FileTooLarge, $"A request has {maxBytes} bytes at most; drop larger texts into the inbox as a file.");
}
