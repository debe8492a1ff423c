using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;

namespace ServerlessAffect.Cli.Models;

/// <summary>The models that come with the program: folders <c>models/{name}/{version}</c>. The champion of a name is its newest version.</summary>
internal sealed class LocalModels(string root)
{
    /// <summary>Another folder of models than the program's own.</summary>
    public const string FolderVariable = "AFFECT_MODELS";

    /// <summary>The folder that <see cref="FolderVariable"/> names, else <c>models</c> beside the program or above it.</summary>
    public static LocalModels Find(Surroundings surroundings)
    {
        var named = surroundings.Variables.GetValueOrDefault(FolderVariable);
        if (!string.IsNullOrEmpty(named) && !Directory.Exists(named))
        {
            throw new AffectException(ErrorCodes.InvalidSetting, $"{FolderVariable} names '{Printable.Shorten(named, 200)}', where no folder is; name a folder of models, or unset it.");
        }

        return new LocalModels(string.IsNullOrEmpty(named) ? Installation.FindFolder("models") ?? Path.Combine(AppContext.BaseDirectory, "models") : named);
    }

    /// <summary>Every name that has a version, in order.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Where(f => VersionFolders(f).Any()).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Every version of the name, newest first; empty where there is none.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TamperedModel"/>, <see cref="ErrorCodes.DamagedModel"/>.</exception>
    public async Task<IReadOnlyList<LocalModel>> VersionsAsync(string name, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, name);
        if (!ModelRef.IsName(name) || !Directory.Exists(folder))
        {
            return [];
        }

        var versions = new List<LocalModel>();
        foreach (var version in VersionFolders(folder))
        {
            var manifest = await File.ReadAllBytesAsync(Path.Combine(version, ModelPackage.ManifestFile), cancellationToken).ConfigureAwait(false);
            versions.Add(new LocalModel(version, ManifestFile.Read(manifest)));
        }

        return [.. versions.OrderByDescending(v => v.Manifest.Created).ThenByDescending(v => v.Manifest.Version, StringComparer.Ordinal)];
    }

    /// <summary>The version that is meant, or the champion of the name.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownModel"/>, <see cref="ErrorCodes.TamperedModel"/>, <see cref="ErrorCodes.DamagedModel"/>.</exception>
    public async Task<LocalModel> FindAsync(ModelRef reference, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(reference.Name, cancellationToken).ConfigureAwait(false);
        foreach (var version in versions)
        {
            if (reference.Version is null || string.Equals(version.Manifest.Version, reference.Version, StringComparison.Ordinal))
            {
                return version;
            }
        }

        var known = versions.Count > 0 ? versions.Select(v => $"{v.Manifest.Name}@{v.Manifest.Version}") : Names();
        throw new AffectException(
            ErrorCodes.UnknownModel,
            $"There is no model '{Printable.Shorten(reference.ToString(), 64)}'; {(known.Any() ? "there are " + string.Join(", ", known) : "none is installed")}. These are the models of this program; one that only a running service has is asked by 'affect drop'.");
    }

    private static IEnumerable<string> VersionFolders(string folder) => Directory.EnumerateDirectories(folder).Where(ModelFolder.IsModel);
}
