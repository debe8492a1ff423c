using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Storage.Blobs;

/// <summary>Where everything lies inside its container. Whatever a stranger may have chosen (a model's name in a message) is checked before it becomes part of a name.</summary>
internal static class BlobNames
{
    public static string Item(ContentHash item) => $"{item}.json";

    public static string FeaturesOf(ContentHash item) => $"{item}/";

    public static string Features(ContentHash item, ContentHash schema) => $"{item}/{schema}.npz";

    public static string PredictionsOf(ContentHash item) => $"{item}/";

    /// <summary>Without <c>.json</c> or <c>.csv</c>.</summary>
    public static string Prediction(ContentHash item, ContentHash schema, string model, string version) =>
        $"{item}/{schema}/{Model(model)}@{Model(version)}";

    public static string LabelsOf(ContentHash item) => $"{item}/";

    public static string AttemptsOf(ContentHash item) => $"attempts/{item}/";

    public static string LettersOf(ContentHash item) => $"letters/{item}/";

    public const string Letters = "letters/";

    public const string Versions = "versions/";

    public static string Version(string model, string version) => $"{Versions}{Model(model)}/{Model(version)}/";

    public const string Histories = "history/";

    public static string History(string model) => $"{Histories}{Model(model)}/";

    public static string Release(string model, int sequence) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{History(model)}{sequence:D6}.json");

    private static string Model(string name) => ModelRef.IsName(name) ? name
        : throw new AffectException(ErrorCodes.UnknownModel, $"'{Printable.Shorten(name, 80)}' is not the name or version of a model: lower-case letters, digits and single hyphens, at most {ModelRef.MaxLength}.");
}
