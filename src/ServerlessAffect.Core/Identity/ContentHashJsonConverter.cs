using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessAffect.Core.Identity;

/// <summary>A content hash is a string of 64 digits in JSON.</summary>
public sealed class ContentHashJsonConverter : JsonConverter<ContentHash>
{
    public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ContentHash.TryParse(reader.GetString(), out var hash) ? hash : throw new JsonException("A content hash is 64 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
