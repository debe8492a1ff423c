using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServerlessAffect.Core;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>Finds what keeps a document from being read as a type, in words for whoever wrote the document: the serializer's own speak of .NET.</summary>
internal sealed class RecipeShape(JsonSerializerOptions options)
{
    /// <summary>The path of the first member that does not fit and what was expected there, or null.</summary>
    public (string Path, string Expected)? FirstFault(JsonElement value, Type type, string path)
    {
        var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => value.ValueKind == JsonValueKind.Object ? OfMembers(value, info, path) : (path, "an object"),
            JsonTypeInfoKind.Enumerable => value.ValueKind == JsonValueKind.Array ? OfElements(value, info, path) : (path, "an array"),
            _ => OfLeaf(value, info, path),
        };
    }

    private (string Path, string Expected)? OfMembers(JsonElement value, JsonTypeInfo info, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}.{Printable.Shorten(member.Name, 40)}";
            if (!seen.Add(member.Name))
            {
                return (at, "the member once, not twice");
            }

            var known = info.Properties.FirstOrDefault(p => p.Name.Equals(member.Name, StringComparison.Ordinal));
            if (known is null)
            {
                return (at, $"no member of that name, only {string.Join(", ", info.Properties.Select(p => p.Name))}");
            }

            if ((member.Value.ValueKind != JsonValueKind.Null || !known.IsSetNullable) && FirstFault(member.Value, known.PropertyType, at) is { } fault)
            {
                return fault;
            }
        }

        return info.Properties.FirstOrDefault(p => p.IsRequired && !seen.Contains(p.Name)) is { } missing ? ($"{path}.{missing.Name}", "this member, which is missing") : null;
    }

    private (string Path, string Expected)? OfElements(JsonElement value, JsonTypeInfo info, string path)
    {
        var number = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (FirstFault(element, info.ElementType!, string.Create(CultureInfo.InvariantCulture, $"{path}[{number++}]")) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private (string Path, string Expected)? OfLeaf(JsonElement value, JsonTypeInfo info, string path)
    {
        try
        {
            return value.ValueKind != JsonValueKind.Null && value.Deserialize(info) is not null ? null : (path, Expected(info.Type));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (path, Expected(info.Type));
        }
    }

    private string Expected(Type type) =>
        type.IsEnum ? "one of " + string.Join(", ", Enum.GetValues(type).Cast<object>().Select(v => JsonSerializer.Serialize(v, type, options).Trim('"')))
        : type == typeof(int) ? "a whole number"
        : type == typeof(double) ? "a number"
        : type == typeof(bool) ? "true or false"
        : "a text";
}
