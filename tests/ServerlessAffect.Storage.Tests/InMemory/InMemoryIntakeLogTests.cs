using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryIntakeLog))]
public sealed class InMemoryIntakeLogTests : IntakeLogConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
