using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Audio.Functionals;

namespace ServerlessAffect.Features.Audio;

/// <summary>Every kind of features of sound that a recipe or a model can name: the <c>kind</c> among the parameters of their schema.</summary>
public static class AudioExtractors
{
    private static readonly Dictionary<string, Func<string, JsonObject, IAudioExtractor>> Kinds = new(StringComparer.Ordinal)
    {
        [FunctionalsParameters.KindName] = (name, parameters) => FunctionalsExtractor.Create(FunctionalsExtractor.SchemaOf(name, FunctionalsParameters.Parse(parameters))),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys];

    /// <param name="name">Of the schema.</param>
    /// <param name="parameters">Of the schema, <c>kind</c> among them.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>: no such kind, or parameters that it does not take.</exception>
    public static IAudioExtractor Create(string name, JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var kind = parameters["kind"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;
        return Kinds.TryGetValue(kind, out var create)
            ? create(name, parameters)
            : throw new AffectException(
                ErrorCodes.UnknownFeatureSet, $"There are no features of sound of the kind '{Printable.Shorten(kind, 40)}'; expected {(Names.Count == 0 ? "none" : string.Join(", ", Names))}.");
    }

    /// <summary>The extractor of a package's schema, which must be what this program makes of the same parameters.</summary>
    /// <exception cref="AffectException">As <see cref="Create(string, JsonObject)"/>; <see cref="ErrorCodes.SchemaMismatch"/>: this program makes other features of them.</exception>
    public static IAudioExtractor Create(FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var extractor = Create(schema.Name, schema.Parameters);
        return extractor.Schema.Hash == schema.Hash
            ? extractor
            : throw new AffectException(
                ErrorCodes.SchemaMismatch,
                $"The features of the schema {schema.Name} {schema.Hash.Short} are made otherwise by this program ({extractor.Schema.Hash.Short}); train the model again, or use the program that it was trained with.");
    }
}
