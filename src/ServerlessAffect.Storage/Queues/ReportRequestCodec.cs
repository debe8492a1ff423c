using System.Diagnostics;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Storage.Queues;

/// <summary>The one place that knows how a request for a report looks on the queue: JSON with a version, in Base64 (what the Functions host expects), with the sender's trace context.</summary>
public static class ReportRequestCodec
{
    /// <summary>The text of the queue message. The current activity's trace context is put in unless the request carries one.</summary>
    public static string Encode(ReportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var traced = request.Traceparent is null && Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
            ? request with { Traceparent = activity.Id, Tracestate = string.IsNullOrEmpty(activity.TraceStateString) ? null : activity.TraceStateString }
            : request;
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(traced, AffectJson.Options));
    }

    /// <summary>Reads the JSON inside a message: what a queue trigger is handed after the host has undone the Base64.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedMessage"/>: whoever wrote it was not this program, or a newer one.</exception>
    public static ReportRequest DecodeJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > ScoreRequestCodec.MaxMessageLength)
        {
            throw Damaged($"it has {json.Length} characters, a queue takes {ScoreRequestCodec.MaxMessageLength}");
        }

        try
        {
            var request = JsonSerializer.Deserialize<ReportRequest>(json, AffectJson.Options) ?? throw Damaged("it is null");
            return request.V == ReportRequest.CurrentVersion ? request : throw Damaged($"its version is {request.V}, this program reads version {ReportRequest.CurrentVersion}");
        }
        catch (JsonException e)
        {
            throw Damaged("it is not the JSON of a request for a report", e);
        }
    }

    private static AffectException Damaged(string what, Exception? cause = null) =>
        new(ErrorCodes.DamagedMessage, $"A message on '{StorageNames.ExploreRequests}' cannot be read: {what}. It will not become readable by trying again.", cause);
}
