using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryLabelStore))]
public sealed class InMemoryLabelStoreTests : LabelStoreConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
