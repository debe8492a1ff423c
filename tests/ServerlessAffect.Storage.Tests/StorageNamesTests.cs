using ServerlessAffect.Testing;

namespace ServerlessAffect.Storage.Tests;

public sealed class StorageNamesTests
{
    [Fact]
    public void The_deployment_declares_every_container_and_queue()
    {
        var bicep = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "bicep", "modules", "storage.bicep"));
        var names = typeof(StorageNames).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToArray();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"'{name}'", bicep, StringComparison.Ordinal));
    }
}
