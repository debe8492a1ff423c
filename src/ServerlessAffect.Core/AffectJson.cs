using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core;

/// <summary>How every document of the project is written: camelCase, enums as words, hashes as text, unknown members refused on reading where <see cref="Strict"/> is used.</summary>
public static class AffectJson
{
    /// <summary>For documents that other versions may have written: unknown members are skipped.</summary>
    public static JsonSerializerOptions Options { get; } = Create(indented: false, strict: false);

    /// <summary>As <see cref="Options"/>, for files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true, strict: false);

    /// <summary>For what a person or a stranger wrote: a member that nobody reads is an error, not a silence.</summary>
    public static JsonSerializerOptions Strict { get; } = Create(indented: false, strict: true);

    private static JsonSerializerOptions Create(bool indented, bool strict)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            NumberHandling = JsonNumberHandling.Strict,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = strict ? JsonUnmappedMemberHandling.Disallow : JsonUnmappedMemberHandling.Skip,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = 32,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AllowAbsentNulls } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new ContentHashJsonConverter());
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Nulls are not written, so what may be null may be missing, also where it is a constructor's parameter.</summary>
    private static void AllowAbsentNulls(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.IsRequired && property.IsSetNullable)
            {
                property.IsRequired = false;
            }
        }
    }
}
