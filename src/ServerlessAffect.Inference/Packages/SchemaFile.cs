using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Inference.Packages;

/// <summary>The file <c>schema.json</c> of a model package: the schema's canonical JSON, whose hash is the schema's.</summary>
public static class SchemaFile
{
    private static readonly JsonSerializerOptions Reading = new(AffectJson.Strict) { AllowDuplicateProperties = false, PropertyNameCaseInsensitive = false };

    public static byte[] Write(FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return CanonicalJson.Write(JsonSerializer.SerializeToNode(schema, AffectJson.Options));
    }

    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: no schema stands there.</exception>
    public static FeatureSchema Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<FeatureSchema>(bytes, Reading) ?? throw ModelFaults.Damaged("the schema is the JSON value null");
        }
        catch (JsonException exception)
        {
            throw ModelFaults.Damaged("the schema is not the JSON that is expected", exception);
        }
    }
}
