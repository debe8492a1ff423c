using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryModelRegistry(IReleaseHistory releases) : IModelRegistry
{
    private readonly ConcurrentDictionary<(string Name, string Version), ModelPackage> _packages = new();

    public Task<bool> TryAddAsync(ModelPackage package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        cancellationToken.ThrowIfCancellationRequested();
        var manifest = package.Manifest;
        if (_packages.TryAdd((manifest.Name, manifest.Version), package))
        {
            return Task.FromResult(true);
        }

        return _packages[(manifest.Name, manifest.Version)].Manifest.Digest == manifest.Digest
            ? Task.FromResult(false)
            : throw new AffectException(ErrorCodes.Conflict, $"Version {manifest.Version} of '{manifest.Name}' is there with other content; versions never change.");
    }

    public async Task<ModelPackage> OpenAsync(string name, string version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_packages.TryGetValue((name, version), out var package))
        {
            throw new AffectException(ErrorCodes.UnknownModel, $"There is no version '{version}' of a model '{name}'; 'affect models list' shows what there is.");
        }

        await foreach (var release in releases.ListAsync(name, cancellationToken))
        {
            if (release.Version == version && release.ManifestDigest != package.Manifest.Digest)
            {
                throw new AffectException(ErrorCodes.TamperedModel, $"The manifest of {name}@{version} is not the one that was released.");
            }
        }

        return package;
    }

    public async IAsyncEnumerable<ModelManifest> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var package in _packages.Values.OrderBy(p => p.Manifest.Name, StringComparer.Ordinal).ThenByDescending(p => p.Manifest.Created)
            .ThenByDescending(p => p.Manifest.Version, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return package.Manifest;
        }
    }
}
