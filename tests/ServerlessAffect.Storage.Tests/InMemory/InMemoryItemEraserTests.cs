using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryItemEraser))]
public sealed class InMemoryItemEraserTests : ItemEraserConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
