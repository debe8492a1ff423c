using System.Text;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Storage.Blobs;

/// <summary>Where everything lies inside its container. Whatever a stranger may have chosen (a model's name in a message) is checked before it becomes part of a name.</summary>
internal static class BlobNames
{
    /// <summary>A blob's name has at most 1,024 characters; this leaves room for what stands around it.</summary>
    private const int MaxEncoded = 900;

    private const string ReasonEnding = ".reason.json";

    private const string ReportRecord = "record.json";

    public static string Item(ContentHash item) => $"{item}.json";

    public static string FeaturesOf(ContentHash item) => $"{item}/";

    public static string Features(ContentHash item, ContentHash schema) => $"{item}/{schema}.npz";

    public static string Schema(ContentHash schema) => $"schemas/{schema}.json";

    /// <summary>Whose features or predictions those of this name are; null where they are no item's.</summary>
    public static ContentHash? ItemOf(string derived) =>
        derived.IndexOf('/', StringComparison.Ordinal) is var end and > 0 && ContentHash.TryParse(derived[..end], out var item) ? item : null;

    public static string PredictionsOf(ContentHash item) => $"{item}/";

    /// <summary>Without <c>.json</c> or <c>.csv</c>.</summary>
    public static string Prediction(ContentHash item, ContentHash schema, string model, string version) =>
        $"{item}/{schema}/{Model(model)}@{Model(version)}";

    /// <summary>What lies beside a quarantined file and says why.</summary>
    public static string Reason(string quarantined) => quarantined + ReasonEnding;

    /// <summary>Where a file of the inbox may go, first choice first: its own name, and, where another file has that, one made of its bytes too
    /// (of its version, where its bytes were never read).</summary>
    public static IEnumerable<string> Quarantined(string name, ContentHash item, string eTag)
    {
        var key = item == UnreadFile.IdOf(name) ? ContentHash.Compute(Encoding.UTF8.GetBytes(eTag)) : item;
        var other = QuarantinedBesides(name) + key;
        return QuarantinedAlone(name) is { } own ? [own, other] : [other];
    }

    /// <summary>The place of the first file of that name; null where that would be the place of another's reason.</summary>
    public static string? QuarantinedAlone(string name) => Quarantined(name) is var own && IsReason(own) ? null : own;

    /// <summary>What the places of the other files of that name begin with. The colon keeps them apart from every file's own name, which has none.</summary>
    public static string QuarantinedBesides(string name) => Quarantined(name) + ":";

    public static bool IsReason(string quarantined) => quarantined.EndsWith(ReasonEnding, StringComparison.Ordinal);

    /// <summary>The name itself, unless it is one of those that are refused. Such a one is percent-encoded, because a control character in a single name
    /// makes the whole container's listing unreadable.</summary>
    private static string Quarantined(string name)
    {
        if (MediaName.IsSafe(name))
        {
            return name;
        }

        var encoded = Uri.EscapeDataString(name);
        return "unsafe-names/" + (encoded.Length <= MaxEncoded ? encoded : $"{encoded[..MaxEncoded]}-{ContentHash.Compute(Encoding.UTF8.GetBytes(name)).Short}");
    }

    public static string LabelsOf(ContentHash item) => $"{item}/";

    public static string AttemptsOf(ContentHash item) => $"attempts/{item}/";

    public static string LettersOf(ContentHash item) => $"letters/{item}/";

    /// <summary>A stranger's name may hold anything, so both parts are hashes.</summary>
    public static string Intake(string name, string eTag) => $"{IntakeOf(name)}{ContentHash.Compute(Encoding.UTF8.GetBytes(eTag)).Short}.json";

    public static string IntakeOf(string name) => $"intake/{ContentHash.Compute(Encoding.UTF8.GetBytes(name))}/";

    public const string Letters = "letters/";

    public const string Versions = "versions/";

    public static string Version(string model, string version) => $"{Versions}{Model(model)}/{Model(version)}/";

    public static string ReportFilesOf(ContentHash report) => $"{report}/";

    public static string Report(ContentHash report) => ReportFilesOf(report) + ReportRecord;

    public static bool IsReport(string blob) => blob.EndsWith("/" + ReportRecord, StringComparison.Ordinal);

    public static string ReportFile(ContentHash report, string file) => ReportFilesOf(report) + MediaName.Require(file);

    public const string Histories = "history/";

    public static string History(string model) => $"{Histories}{Model(model)}/";

    public static string Release(string model, int sequence) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{History(model)}{sequence:D6}.json");

    private static string Model(string name) => ModelRef.IsName(name) ? name
        : throw new AffectException(ErrorCodes.UnknownModel, $"'{Printable.Shorten(name, 80)}' is not the name or version of a model: lower-case letters, digits and single hyphens, at most {ModelRef.MaxLength}.");
}
