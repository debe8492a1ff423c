using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Hashing;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features;

/// <summary>The feature sets that need no model: what <c>affect features --set</c> knows by name.</summary>
public static class FeatureSetCatalogue
{
    /// <summary>Words and pairs of words in 2^18 hashed columns, unit length.</summary>
    public const string TextHashing = "text-hashing";

    /// <summary>Runs of two to five characters inside words in 2^18 hashed columns, unit length.</summary>
    public const string TextHashingCharacters = "text-hashing-characters";

    public static IReadOnlyList<string> Names { get; } = [TextHashing, TextHashingCharacters];

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>.</exception>
    public static FeatureSchema Schema(string name) => TextHashingExtractor.SchemaOf(name, Parameters(name));

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>.</exception>
    public static TextHashingParameters Parameters(string name) => name switch
    {
        TextHashing => new TextHashingParameters(),
        TextHashingCharacters => new TextHashingParameters { Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 5 },
        _ => throw new AffectException(
            ErrorCodes.UnknownFeatureSet,
            $"There is no feature set '{Printable.Shorten(name, 64)}'; expected {string.Join(", ", Names)} or the name of a model for text, {string.Join(", ", Audio.AudioFeatureSets.Names)} for sound."),
    };
}
