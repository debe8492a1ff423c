using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Requests;

/// <summary>Reads the body of <c>POST /api/score/audio</c>: a recording with its content type, or a form with one file.</summary>
internal static class ScoreAudioParser
{
    /// <summary>What a form's own lines and fields may take besides the file.</summary>
    private const int FormBytes = 64 * 1024;

    /// <param name="inMemoryBytes">What is answered at once stays in memory.</param>
    /// <param name="maxBytes">Of the recording.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>, <see cref="ErrorCodes.FileTooLarge"/>, <see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static async Task<ScoreAudioRequest> ReadAsync(HttpRequest request, long inMemoryBytes, long maxBytes, CancellationToken cancellationToken)
    {
        ContentCoding.RequireNone(request);
        var labels = new RecordingLabels();
        foreach (var (name, value) in request.Query)
        {
            // The key that opens the function may stand in the query.
            if (!string.Equals(name, "code", StringComparison.OrdinalIgnoreCase))
            {
                labels.Add(name, value.Count == 1 ? value.ToString() : throw new AffectException(ErrorCodes.InvalidRequest, "Each name stands in the query once."));
            }
        }

        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            RequireFits(request.ContentLength, maxBytes + FormBytes, maxBytes);
            return await new RecordingForm(labels, inMemoryBytes, maxBytes).ReadAsync(type, request.Body, cancellationToken).ConfigureAwait(false);
        }

        var format = SoundType.Of(request.ContentType, labels.Name);
        RequireFits(request.ContentLength, maxBytes, maxBytes);
        var content = await SpooledBody.ReadAsync(request.Body, inMemoryBytes, maxBytes, cancellationToken).ConfigureAwait(false);
        return new ScoreAudioRequest(content, format, labels.Model, labels.Subject);
    }

    private static void RequireFits(long? length, long bytes, long maxBytes)
    {
        if (length > bytes)
        {
            throw SpooledBody.TooLarge(maxBytes);
        }
    }
}
