using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryFeatureStore))]
public sealed class InMemoryFeatureStoreTests : FeatureStoreConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
