namespace ServerlessAffect.Pipeline;

/// <summary>A folder of this machine that is gone, with all that is in it, when it is disposed of.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("affect-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
