using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Audio.Functionals;

namespace ServerlessAffect.Features.Audio;

/// <summary>Every kind of features of sound that a recipe or a model can name: the <c>kind</c> among the parameters of their schema.</summary>
public static class AudioExtractors
{
    internal const string WindowMember = "windowSeconds";
    internal const string HopMember = "hopSeconds";
    private const double DefaultWindow = 3;
    private const double DefaultHop = 1.5;
    private const double LeastWindow = 0.25;
    private const double MostWindow = 60;

    private static readonly Dictionary<string, Func<string, JsonObject, IAudioExtractor>> Kinds = new(StringComparer.Ordinal)
    {
        [FunctionalsParameters.KindName] = (name, parameters) => FunctionalsExtractor.Create(FunctionalsExtractor.SchemaOf(name, FunctionalsParameters.Parse(parameters))),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys];

    /// <param name="name">Of the schema.</param>
    /// <param name="parameters">Of the schema: <c>kind</c>; <c>windowSeconds</c> and <c>hopSeconds</c> (3 and 1.5), which say how long recordings are cut; all else is the kind's.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>: no such kind, or parameters that it does not take.</exception>
    public static IAudioExtractor Create(string name, JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var inner = (JsonObject)parameters.DeepClone();
        var (window, hop) = (TakeSeconds(inner, WindowMember, DefaultWindow), TakeSeconds(inner, HopMember, DefaultHop));
        if (!(window is >= LeastWindow and <= MostWindow && hop is >= LeastWindow && hop <= window))
        {
            throw new AffectException(
                ErrorCodes.UnknownFeatureSet,
                string.Create(CultureInfo.InvariantCulture, $"Windows of sound are {LeastWindow} to {MostWindow} s long and begin every {LeastWindow} s to a window's length; these are {window} s, every {hop} s."));
        }

        return new WindowedExtractor(CreateKind(name, inner), window, hop);
    }

    private static IAudioExtractor CreateKind(string name, JsonObject parameters)
    {
        var kind = parameters["kind"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;
        return Kinds.TryGetValue(kind, out var create)
            ? create(name, parameters)
            : throw new AffectException(
                ErrorCodes.UnknownFeatureSet, $"There are no features of sound of the kind '{Printable.Shorten(kind, 40)}'; expected {(Names.Count == 0 ? "none" : string.Join(", ", Names))}.");
    }

    private static double TakeSeconds(JsonObject parameters, string member, double missing)
    {
        if (!parameters.Remove(member, out var node))
        {
            return missing;
        }

        return node is JsonValue value && value.TryGetValue<double>(out var seconds)
            ? seconds
            : throw new AffectException(ErrorCodes.UnknownFeatureSet, $"'{member}' of the features of sound must be a number of seconds.");
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
