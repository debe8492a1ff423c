using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryReleaseHistory))]
public sealed class InMemoryReleaseHistoryTests : ReleaseHistoryConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
