using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Functions.Answers;

/// <summary><c>{"readings":[…]}</c>, each with the members of a line of <c>affect score --json</c>, one per model.</summary>
internal sealed class RecordingScoreAnswer(IReadOnlyList<RecordingAnswer> answers) : IResult
{
    // Every member is always there, as in the answers for texts.
    private static readonly JsonSerializerOptions Whole = new(AffectJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(new Answer([.. answers.Select(Line.Of)]), Whole);
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = document.Length;
        await httpContext.Response.BodyWriter.WriteAsync(document, httpContext.RequestAborted).ConfigureAwait(false);
    }

    private sealed record Answer(IReadOnlyList<Line> Readings);

    private sealed record Line(
        string? File,
        int Row,
        ContentHash Item,
        Modality Modality,
        ReadingStatus Status,
        string? Label,
        double? Confidence,
        bool? Unsure,
        IReadOnlyDictionary<string, double> Probabilities,
        ModelIdentity Model,
        ContentHash Schema,
        IReadOnlyList<ReadingWindow> Windows,
        string? VoiceActivity,
        string Notice,
        ReadingError? Error)
    {
        public static Line Of(RecordingAnswer answer)
        {
            var reading = answer.Reading;
            return new Line(
                null,
                reading.Row,
                answer.Item,
                answer.Modality,
                reading.Status,
                reading.Label,
                reading.Confidence,
                reading.Unsure,
                reading.Probabilities ?? new Dictionary<string, double>(),
                ModelIdentity.Of(answer.Manifest),
                answer.Manifest.SchemaHash,
                reading.Windows,
                reading.VoiceActivity,
                answer.Notice,
                reading.Error);
        }
    }
}
