using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Functions.Answers;

/// <summary><c>{"readings":[…]}</c>, one per text and model in the order of the request, written straight into the response's pipe.</summary>
internal sealed class ScoreAnswer(TextAnswer[] answers, IReadOnlyList<string?>? ids) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>What an idle writer points at, so that it keeps no response alive; never written to.</summary>
    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json";
        var writer = _writer ??= new Utf8JsonWriter(response.BodyWriter, Options);
        writer.Reset(response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteStartArray("readings"u8);
        foreach (ref readonly var answer in answers.AsSpan())
        {
            Write(writer, answer, ids?[answer.Index]);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        response.ContentLength = writer.BytesCommitted;
        writer.Reset(Nowhere);
        return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }

    private static void Write(Utf8JsonWriter writer, in TextAnswer answer, string? id)
    {
        var fragments = ModelFragments.Of(answer.Scorer);
        var reading = answer.Reading;
        writer.WriteStartObject();
        if (id is not null)
        {
            writer.WriteString("id"u8, id);
        }

        writer.WriteNumber("row"u8, answer.Index);
        writer.WriteString("item"u8, answer.Item.Value);
        writer.WriteString("modality"u8, "text"u8);
        writer.WriteString("status"u8, reading.Status is ReadingStatus.Scored ? "scored"u8 : "failed"u8);
        if (reading is { Label: { } label, Confidence: { } confidence, Unsure: { } unsure, Probabilities: { } probabilities })
        {
            writer.WriteString("label"u8, label);
            writer.WriteNumber("confidence"u8, confidence);
            writer.WriteBoolean("unsure"u8, unsure);
            writer.WriteStartObject("probabilities"u8);
            for (var i = 0; i < fragments.Names.Length; i++)
            {
                writer.WriteNumber(fragments.Classes[i], probabilities[fragments.Names[i]]);
            }

            writer.WriteEndObject();
        }

        writer.WritePropertyName("model"u8);
        writer.WriteRawValue(fragments.Model, skipInputValidation: true);
        writer.WriteString("schema"u8, fragments.Schema);
        writer.WriteStartArray("windows"u8);
        writer.WriteEndArray();
        writer.WriteString("notice"u8, fragments.Notice);
        if (reading.Error is { } error)
        {
            writer.WriteStartObject("error"u8);
            writer.WriteString("code"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
