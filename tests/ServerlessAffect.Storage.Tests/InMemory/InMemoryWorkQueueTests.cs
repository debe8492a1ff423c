using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryWorkQueue))]
public sealed class InMemoryWorkQueueTests : WorkQueueConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
