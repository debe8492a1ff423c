using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Queues;

namespace ServerlessAffect.Storage.Tests.Queues;

[Adapter(typeof(StorageWorkQueue))]
public sealed class StorageWorkQueueTests(StorageAccounts accounts) : WorkQueueConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
