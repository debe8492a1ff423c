using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Models;

/// <summary>Whether two packages of one version are the same to whoever reads their readings: card, figures, date and program may differ, nothing that readings are made of or come with.</summary>
internal static class SameModel
{
    private static readonly string[] AboutIt = [ModelPackage.CardFile, ModelPackage.MetricsFile];

    public static bool Is(ModelManifest one, ModelManifest other) =>
        one.Name == other.Name && one.Version == other.Version && one.Modality == other.Modality
        && one.Classes.SequenceEqual(other.Classes, StringComparer.Ordinal)
        && one.SchemaHash == other.SchemaHash && one.Standardise == other.Standardise && one.Calibration == other.Calibration
        && one.Notice == other.Notice && one.Terms == other.Terms
        && FilesOf(one).SequenceEqual(FilesOf(other));

    private static IEnumerable<KeyValuePair<string, Core.Identity.ContentHash>> FilesOf(ModelManifest manifest) =>
        manifest.Files.Where(f => !AboutIt.Contains(f.Key, StringComparer.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal);
}
