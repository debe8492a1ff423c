using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryReportQueue))]
public sealed class InMemoryReportQueueTests : ReportQueueConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
