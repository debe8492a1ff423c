using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Inference.Packages;

/// <summary>What must hold in every manifest, whoever wrote it.</summary>
internal static class ManifestRules
{
    private const int DatePart = 8;
    private const int DigestPart = 8;

    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>.</exception>
    public static void Require(ModelManifest manifest)
    {
        if (Fault(manifest) is { } fault)
        {
            throw ModelFaults.Damaged(fault);
        }
    }

    public static string VersionOf(DateTimeOffset created, ContentHash model) =>
        FormattableString.Invariant($"{created.UtcDateTime:yyyyMMdd}-{model.Value[..DigestPart]}");

    private static string? Fault(ModelManifest manifest) => manifest switch
    {
        { Format: not ModelManifest.CurrentFormat } => $"the manifest has format {manifest.Format}, this program reads {ModelManifest.CurrentFormat}",
        _ when !ModelRef.IsName(manifest.Name) => "the manifest's name is not lower-case letters, digits and single hyphens",
        { Classes.Count: < 2 or > PackageLimits.Classes } => $"the manifest has {manifest.Classes.Count} classes, expected 2 to {PackageLimits.Classes}",
        _ when manifest.Classes.Any(string.IsNullOrWhiteSpace) || manifest.Classes.Distinct(StringComparer.Ordinal).Count() != manifest.Classes.Count =>
            "the manifest's classes are not all named and different",
        _ when manifest.Calibration is not { Temperature: > 0 and <= double.MaxValue, UnsureBelow: >= 0 and <= 1, Method.Length: > 0 } =>
            "the manifest's calibration needs a method, a temperature above 0 and a threshold from 0 to 1",
        { Files.Count: > PackageLimits.Files } => $"the manifest names {manifest.Files.Count} files, at most {PackageLimits.Files} are read",
        _ when manifest.Files.Keys.FirstOrDefault(f => !PackageFileName.IsAllowed(f)) is { } name => $"the file name {ModelFaults.Shown(name)} is not allowed",
        _ when !manifest.Files.TryGetValue(ModelPackage.ModelFile, out var model) || !manifest.Files.ContainsKey(ModelPackage.SchemaFile) =>
            $"the manifest does not name {ModelPackage.ModelFile} and {ModelPackage.SchemaFile}",
        _ when !IsVersionOf(manifest.Version, manifest.Files[ModelPackage.ModelFile]) =>
            $"the version {ModelFaults.Shown(manifest.Version)} is not a date and the first {DigestPart} digits of the model's digest",
        _ => null,
    };

    private static bool IsVersionOf(string version, ContentHash model) =>
        version.Length == DatePart + 1 + DigestPart
        && !version.AsSpan(0, DatePart).ContainsAnyExceptInRange('0', '9')
        && version[DatePart] == '-'
        && version.AsSpan(DatePart + 1).SequenceEqual(model.Value.AsSpan(0, DigestPart));
}
