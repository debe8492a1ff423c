using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Functions.Answers;

/// <summary>What every reading of one model repeats, encoded once.</summary>
internal sealed class ModelFragments
{
    private static readonly ConditionalWeakTable<ITextScorer, ModelFragments> Known = [];

    private ModelFragments(ITextScorer scorer)
    {
        var manifest = scorer.Manifest;
        var identity = ModelIdentity.Of(manifest);
        Classes = [.. manifest.Classes.Select(c => JsonEncodedText.Encode(c, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        Names = manifest.Classes.ToArray();
        Schema = JsonEncodedText.Encode(manifest.SchemaHash.Value);
        Notice = JsonEncodedText.Encode(manifest.Notice, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, identity.Name);
            writer.WriteString("version"u8, identity.Version);
            writer.WriteString("sha256"u8, identity.Sha256.Value);
            writer.WriteEndObject();
        }

        Model = buffer.WrittenSpan.ToArray();
    }

    /// <summary>In the model's order, ready to be written.</summary>
    public JsonEncodedText[] Classes { get; }

    /// <summary>In the model's order.</summary>
    public string[] Names { get; }

    /// <summary>The object <c>model</c>.</summary>
    public byte[] Model { get; }

    public JsonEncodedText Schema { get; }

    public JsonEncodedText Notice { get; }

    public static ModelFragments Of(ITextScorer scorer) => Known.GetValue(scorer, static s => new ModelFragments(s));
}
