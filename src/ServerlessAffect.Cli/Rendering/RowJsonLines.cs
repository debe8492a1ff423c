using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Readings as JSON lines. Every member is always there, null or empty where it has no value, so that a line needs no guessing;
/// lines of recordings have <c>voiceActivity</c> besides.</summary>
internal sealed class RowJsonLines(Stream output) : IRowRenderer
{
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Write(in ScoredRow row)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        var reading = row.Reading;
        _json.WriteStartObject();
        _json.WriteString("file", row.File);
        WriteNumber("row", row.Row);
        _json.WriteString("item", row.Item?.Value);
        _json.WriteString("modality", Names.Of(row.Modality));
        _json.WriteString("status", row.Status);
        _json.WriteString("label", reading.Label);
        WriteNumber("confidence", reading.Confidence);
        if (reading.Unsure is { } unsure)
        {
            _json.WriteBoolean("unsure", unsure);
        }
        else
        {
            _json.WriteNull("unsure");
        }

        WriteProbabilities(reading);
        WriteModel(row);
        _json.WriteString("schema", row.Source?.Schema.Value);
        WriteWindows(reading);
        if (reading.VoiceActivity is { } rule)
        {
            _json.WriteString("voiceActivity", rule);
        }

        _json.WriteString("notice", row.Source?.Notice);
        WriteError(reading.Error);
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        output.Write(_line.WrittenSpan);
    }

    public void Dispose()
    {
        _json.Dispose();
        output.Flush();
    }

    private void WriteProbabilities(Reading reading)
    {
        _json.WriteStartObject("probabilities");
        foreach (var (name, probability) in reading.Probabilities ?? new Dictionary<string, double>())
        {
            _json.WriteNumber(name, probability);
        }

        _json.WriteEndObject();
    }

    private void WriteModel(in ScoredRow row)
    {
        var (name, version) = row.Source is { } source ? (source.Model.Name, source.Model.Version) : (row.Asked?.Name, row.Asked?.Version);
        if (name is null)
        {
            _json.WriteNull("model");
            return;
        }

        _json.WriteStartObject("model");
        _json.WriteString("name", name);
        _json.WriteString("version", version);
        _json.WriteString("sha256", row.Source?.Model.Sha256.Value);
        _json.WriteEndObject();
    }

    private void WriteWindows(Reading reading)
    {
        _json.WriteStartArray("windows");
        foreach (var window in reading.Windows)
        {
            _json.WriteStartObject();
            _json.WriteNumber("start", window.Start);
            _json.WriteNumber("end", window.End);
            _json.WriteString("label", window.Label);
            _json.WriteNumber("confidence", window.Confidence);
            _json.WriteBoolean("unsure", window.Unsure);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteError(ReadingError? error)
    {
        if (error is null)
        {
            _json.WriteNull("error");
            return;
        }

        _json.WriteStartObject("error");
        _json.WriteString("code", error.Code);
        _json.WriteString("message", error.Message);
        _json.WriteEndObject();
    }

    private void WriteNumber(string name, double? value)
    {
        if (value is { } number)
        {
            _json.WriteNumber(name, number);
        }
        else
        {
            _json.WriteNull(name);
        }
    }
}
