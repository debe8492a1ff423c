using ServerlessAffect.Conformance;
using ServerlessAffect.Testing.InMemory;

namespace ServerlessAffect.Storage.Tests.InMemory;

[Adapter(typeof(InMemoryReportFiles))]
public sealed class InMemoryReportFilesTests : ReportFilesConformance
{
    protected override IServiceProvider Ports { get; } = new InMemoryPorts();
}
