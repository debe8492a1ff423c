using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Hashing;
using ServerlessAffect.Features.Text.Terms;

namespace ServerlessAffect.Features.Text;

/// <summary>The extractor that a schema asks for, by the <c>kind</c> in its parameters.</summary>
public static class TextExtractors
{
    /// <param name="schema">Of a model's package or of the <see cref="FeatureSetCatalogue"/>.</param>
    /// <param name="files">The files that the schema's assets name, as stored; others are not looked at.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.SchemaMismatch"/>: no extractor of that kind; or what the extractor's own <c>Create</c> throws.</exception>
    public static ITextExtractor Create(FeatureSchema schema, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var kind = schema.Parameters["kind"] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;
        return kind switch
        {
            TextTermsParameters.KindName => TextTermsExtractor.Create(schema, files),
            TextHashingParameters.KindName => TextHashingExtractor.Create(schema, files),
            _ => throw new AffectException(
                ErrorCodes.SchemaMismatch,
                $"Expected text features of kind '{TextTermsParameters.KindName}' or '{TextHashingParameters.KindName}', the schema '{Printable.Shorten(schema.Name, 64)}' says '{Printable.Shorten(kind, 40)}'; this version cannot extract them."),
        };
    }
}
