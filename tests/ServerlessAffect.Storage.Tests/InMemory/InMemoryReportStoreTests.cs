using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryReportStore))]
public sealed class InMemoryReportStoreTests : ReportStoreConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
