using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core;

namespace ServerlessAffect.Functions.Answers;

/// <summary>A document, written as UTF-8 straight into the response.</summary>
internal sealed class JsonAnswer<T>(T value, int status = StatusCodes.Status200OK, string mediaType = "application/json", string? location = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        if (location is not null)
        {
            response.Headers.Location = location;
        }

        // The whole document first: a failure while writing must not leave half an answer with status 200.
        var document = JsonSerializer.SerializeToUtf8Bytes(value, AffectJson.Options);
        response.ContentLength = document.Length;
        await response.BodyWriter.WriteAsync(document, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
