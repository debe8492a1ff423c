using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryDenseFeatureStore))]
public sealed class InMemoryDenseFeatureStoreTests : DenseFeatureStoreConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
