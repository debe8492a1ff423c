using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryAttemptLog))]
public sealed class InMemoryAttemptLogTests : AttemptLogConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
