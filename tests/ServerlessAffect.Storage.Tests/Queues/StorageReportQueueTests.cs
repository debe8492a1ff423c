using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Queues;

namespace ServerlessAffect.Storage.Tests.Queues;

[Adapter(typeof(StorageReportQueue))]
public sealed class StorageReportQueueTests(StorageAccounts accounts) : ReportQueueConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
