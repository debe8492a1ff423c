using Microsoft.AspNetCore.Http;

namespace ServerlessAffect.Functions.Answers;

/// <summary>A file of a report, streamed. It holds what strangers wrote, so a browser is told to run nothing of it but the report's own script, and that far from our address.</summary>
/// <param name="content">Disposed of when it has been sent.</param>
internal sealed class ReportFileAnswer(Stream content, string file) : IResult
{
    /// <summary>The page itself allows no script but its own, by digest; this is for what a page cannot say of itself.</summary>
    private const string Policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; media-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-downloads";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using (content.ConfigureAwait(false))
        {
            var response = httpContext.Response;
            response.ContentType = Path.GetExtension(file) switch
            {
                ".html" => "text/html; charset=utf-8",
                ".json" => "application/json",
                _ => "text/csv; charset=utf-8",
            };
            response.ContentLength = content.Length;
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";

            // It may be erased at any time, and no copy may stay behind.
            response.Headers.CacheControl = "no-store";
            if (!HttpMethods.IsHead(httpContext.Request.Method))
            {
                await content.CopyToAsync(response.Body, httpContext.RequestAborted).ConfigureAwait(false);
            }
        }
    }
}
