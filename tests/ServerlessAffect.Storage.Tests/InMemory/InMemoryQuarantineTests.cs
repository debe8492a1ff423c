using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryMediaStore))]
public sealed class InMemoryQuarantineTests : QuarantineConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
