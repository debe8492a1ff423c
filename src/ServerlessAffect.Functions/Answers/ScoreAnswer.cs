using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Functions.Answers;

/// <summary><c>{"readings":[…]}</c>, each with the members of a line of <c>affect score --json</c> (<c>id</c> besides, where one was given), one per text and model in the order of the request, written straight into the response's pipe.</summary>
internal sealed class ScoreAnswer(TextAnswer[] answers, IReadOnlyList<string?>? ids) : IResult
{
    /// <summary>More than the names, punctuation and numbers of one reading take, beside what its model repeats.</summary>
    private const int FixedLength = 512;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json";
        var body = response.BodyWriter;
        body.Write("{\"readings\":["u8);
        var length = "{\"readings\":[]}"u8.Length;
        for (var i = 0; i < answers.Length; i++)
        {
            length += Write(body, answers[i], ids?[answers[i].Index], i == 0);
        }

        body.Write("]}"u8);
        response.ContentLength = length;
        return body.FlushAsync(httpContext.RequestAborted).AsTask();
    }

    private static int Write(PipeWriter body, in TextAnswer answer, string? id, bool first)
    {
        if (answer.Scorer is null)
        {
            return WriteUnloaded(body, answer, id, first);
        }

        var fragments = ModelFragments.Of(answer.Scorer);
        var name = id is null ? default : AnswerBytes.Encode(id);
        var error = Error(answer.Reading.Error);
        var json = new AnswerBytes(body.GetSpan(FixedLength + fragments.Length + name.EncodedUtf8Bytes.Length + error.Length));
        json.Add(first ? "{"u8 : ",{"u8);
        if (id is not null)
        {
            json.Add("\"id\":\""u8);
            json.Add(name.EncodedUtf8Bytes);
            json.Add("\","u8);
        }

        json.Add("\"file\":null,\"row\":"u8);
        json.Add(answer.Index);
        json.Add(",\"item\":\""u8);
        json.AddAscii(answer.Item.Value);
        json.Add("\",\"modality\":\"text\",\"status\":"u8);
        json.Add(answer.Reading.Status is ReadingStatus.Scored ? "\"scored\""u8 : "\"failed\""u8);
        AddScore(ref json, answer.Reading, fragments);
        json.Add(fragments.Model);
        json.Add(error);
        json.Add("}"u8);
        body.Advance(json.Length);
        return json.Length;
    }

    /// <summary>Of a champion that could not be loaded its name and version are all that is known.</summary>
    private static int WriteUnloaded(PipeWriter body, in TextAnswer answer, string? id, bool first)
    {
        var buffer = new ArrayBufferWriter<byte>(FixedLength);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Core.AffectJson.Options.Encoder }))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString("id"u8, id);
            }

            json.WriteNull("file"u8);
            json.WriteNumber("row"u8, answer.Index);
            json.WriteString("item"u8, answer.Item.Value);
            json.WriteString("modality"u8, "text"u8);
            json.WriteString("status"u8, "failed"u8);
            foreach (var absent in (string[])["label", "confidence", "unsure"])
            {
                json.WriteNull(absent);
            }

            json.WriteStartObject("probabilities"u8);
            json.WriteEndObject();
            json.WriteStartObject("model"u8);
            json.WriteString("name"u8, answer.Unloaded!.Model);
            json.WriteString("version"u8, answer.Unloaded.Version);
            json.WriteNull("sha256"u8);
            json.WriteEndObject();
            json.WriteNull("schema"u8);
            json.WriteStartArray("windows"u8);
            json.WriteEndArray();
            json.WriteNull("voiceActivity"u8);
            json.WriteNull("notice"u8);
            json.WritePropertyName("error"u8);
            JsonSerializer.Serialize(json, answer.Reading.Error, Core.AffectJson.Options);
            json.WriteEndObject();
        }

        if (!first)
        {
            body.Write(","u8);
        }

        body.Write(buffer.WrittenSpan);
        return buffer.WrittenCount + (first ? 0 : 1);
    }

    private static void AddScore(ref AnswerBytes json, Reading reading, ModelFragments fragments)
    {
        if (reading is not { Label: { } label, Confidence: { } confidence, Unsure: { } unsure, Probabilities: { } probabilities })
        {
            json.Add(",\"label\":null,\"confidence\":null,\"unsure\":null,\"probabilities\":{}"u8);
            return;
        }

        json.Add(",\"label\":"u8);
        json.Add(fragments.Label(label));
        json.Add(",\"confidence\":"u8);
        json.AddProbability(confidence);
        json.Add(unsure ? ",\"unsure\":true,\"probabilities\":{"u8 : ",\"unsure\":false,\"probabilities\":{"u8);
        var place = 0;
        foreach (var probability in probabilities.Values)
        {
            json.Add(fragments.Members[place++]);
            json.AddProbability(probability);
        }

        json.Add("}"u8);
    }

    /// <summary>The member <c>error</c>.</summary>
    private static ReadOnlySpan<byte> Error(ReadingError? error) => error is null
        ? ",\"error\":null"u8
        : (byte[])[.. ",\"error\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(error, Core.AffectJson.Options)];
}
