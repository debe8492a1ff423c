using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests;

public sealed class CoverageTests
{
    [Fact]
    public void Every_adapter_over_Azure_is_held_to_the_suite_of_its_port() =>
        Assert.Empty(Coverage.Missing(typeof(StorageOptions).Assembly, typeof(CoverageTests).Assembly));

    [Fact]
    public void Every_adapter_over_memory_is_held_to_the_suite_of_its_port() =>
        Assert.Empty(Coverage.Missing(typeof(InMemoryStorage).Assembly, typeof(CoverageTests).Assembly));

    [Fact]
    public void An_adapter_without_a_suite_is_found() =>
        Assert.Contains("InMemoryItemStore: IItemStore", Coverage.Missing(typeof(InMemoryStorage).Assembly, typeof(ConformanceSuite).Assembly));
}
