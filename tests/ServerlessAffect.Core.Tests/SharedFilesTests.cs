using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests;

/// <summary>Nothing else in this project looks at the environment.</summary>
public sealed class SharedFilesTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("AFFECT_SHARED");
    private readonly DirectoryInfo _shared = Directory.CreateTempSubdirectory("affect-shared-");

    public SharedFilesTests() => Environment.SetEnvironmentVariable("AFFECT_SHARED", _shared.FullName);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("AFFECT_SHARED", _before);
        _shared.Delete(recursive: true);
    }

    [Fact]
    public void A_promised_folder_that_is_missing_fails_and_does_not_skip()
    {
        Assert.Throws<DirectoryNotFoundException>(() => SharedFiles.RequireData("nothing-here"));
        Environment.SetEnvironmentVariable("AFFECT_SHARED", Path.Combine(_shared.FullName, "gone"));
        Assert.Throws<DirectoryNotFoundException>(() => SharedFiles.RequireData("nothing-here"));
    }

    [Fact]
    public void A_promised_folder_that_is_there_is_found()
    {
        _shared.CreateSubdirectory("data/tiny");
        Assert.Equal(Path.Combine(_shared.FullName, "data", "tiny"), SharedFiles.RequireData("tiny"));
    }
}
