using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Inference.Tests.Caching;

/// <summary>Hands out one package under any version and counts how often; may be told to fail or to wait.</summary>
internal sealed class CountingRegistry(ModelPackage package) : IModelRegistry
{
    private int _opened;

    public int Opened => _opened;

    public bool Fails { get; set; }

    public TaskCompletionSource? Gate { get; set; }

    public async Task<ModelPackage> OpenAsync(string name, string version, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _opened);
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        return Fails ? throw new AffectException(ErrorCodes.UnknownModel, "There is none.") : package;
    }

    public Task<bool> TryAddAsync(ModelPackage package, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<ModelManifest> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
