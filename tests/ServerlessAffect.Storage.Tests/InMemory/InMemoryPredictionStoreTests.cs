using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryPredictionStore))]
public sealed class InMemoryPredictionStoreTests : PredictionStoreConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
