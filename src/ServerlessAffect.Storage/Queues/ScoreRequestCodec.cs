using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Storage.Queues;

/// <summary>The one place that knows how a score request looks on the queue: JSON with a version, in Base64 (what the Functions host expects), with the sender's trace context.</summary>
public static class ScoreRequestCodec
{
    /// <summary>What a message may have after Base64.</summary>
    public const int MaxMessageLength = 64 * 1024;

    /// <summary>The text of the queue message. The current activity's trace context is put in unless the request carries one.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: a name that no model has, or a message too long.</exception>
    public static string Encode(ScoreRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Fault(request) is { } fault)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"The score request cannot be sent: {fault}.");
        }

        var message = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(WithTrace(request), AffectJson.Options));
        return message.Length <= MaxMessageLength ? message
            : throw new AffectException(ErrorCodes.InvalidRequest, $"The score request has {message.Length} characters as a message; a queue takes {MaxMessageLength}.");
    }

    /// <summary>Reads the text of a queue message, as it lies in the queue.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedMessage"/>: whoever wrote it was not this program, or a newer one.</exception>
    public static ScoreRequest Decode(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Length > MaxMessageLength)
        {
            throw Damaged($"it has {message.Length} characters, a queue takes {MaxMessageLength}");
        }

        var json = new byte[message.Length];
        return Convert.TryFromBase64String(message, json, out var length) ? DecodeJson(json.AsSpan(0, length)) : throw Damaged("it is not Base64");
    }

    /// <summary>Reads the JSON inside a message: what a queue trigger is handed after the host has undone the Base64.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedMessage"/>.</exception>
    public static ScoreRequest DecodeJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Length <= MaxMessageLength ? DecodeJson(Encoding.UTF8.GetBytes(json)) : throw Damaged($"it has {json.Length} characters, a queue takes {MaxMessageLength}");
    }

    private static ScoreRequest DecodeJson(ReadOnlySpan<byte> json)
    {
        ScoreRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<ScoreRequest>(json, AffectJson.Options);
        }
        catch (JsonException e)
        {
            throw Damaged("it is not the JSON of a score request", e);
        }

        return request is null ? throw Damaged("it is null")
            : Fault(request) is { } fault ? throw Damaged(fault)
            : WithReadableTrace(request);
    }

    private static string? Fault(ScoreRequest request) =>
        request.V != ScoreRequest.CurrentVersion ? $"its version is {request.V}, this program reads version {ScoreRequest.CurrentVersion}"
        : !ModelRef.IsName(request.Model) || !ModelRef.IsName(request.ModelVersion) ? "its model is not named as models are"
        : null;

    private static ScoreRequest WithTrace(ScoreRequest request) =>
        request.Traceparent is null && Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
            ? request with { Traceparent = activity.Id, Tracestate = string.IsNullOrEmpty(activity.TraceStateString) ? null : activity.TraceStateString }
            : request;

    /// <summary>A trace context that is none is dropped: it is not worth a request.</summary>
    private static ScoreRequest WithReadableTrace(ScoreRequest request) =>
        request.Traceparent is null && request.Tracestate is null || ActivityContext.TryParse(request.Traceparent, request.Tracestate, isRemote: true, out _)
            ? request
            : request with { Traceparent = null, Tracestate = null };

    private static AffectException Damaged(string what, Exception? cause = null) =>
        new(ErrorCodes.DamagedMessage, $"A message on '{StorageNames.ScoreRequests}' cannot be read: {what}. It will not become readable by trying again.", cause);
}
