namespace ServerlessAffect.Inference.Tests.Caching;

/// <summary>Knows whether it was disposed, and that never twice.</summary>
internal sealed class ClosingModel : IDisposable
{
    private int _disposed;

    public bool IsDisposed => _disposed > 0;

    public void Dispose() => Assert.Equal(1, Interlocked.Increment(ref _disposed));
}
