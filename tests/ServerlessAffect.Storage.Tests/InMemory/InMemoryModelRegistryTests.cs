using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryModelRegistry))]
public sealed class InMemoryModelRegistryTests : ModelRegistryConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
