using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryItemStore))]
public sealed class InMemoryItemStoreTests : ItemStoreConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
