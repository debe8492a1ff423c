using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessAffect.LocalHost.Triggers.Http;

/// <summary>RFC 9457 problem details, for what a function did not answer itself.</summary>
internal static class ProblemAnswer
{
    public static async Task WriteAsync(HttpContext http, int status, string code, string detail)
    {
        var allowed = http.Response.Headers.Allow;
        http.Response.Clear();
        http.Response.Headers.Allow = allowed;
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "about:blank");
            writer.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            writer.WriteNumber("status", status);
            writer.WriteString("detail", detail);
            writer.WriteString("code", code);
            writer.WriteString("traceId", Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
            writer.WriteEndObject();
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }
}
