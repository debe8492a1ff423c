using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Items;

namespace ServerlessAffect.Storage.Tests.Items;

[Adapter(typeof(BlobItemStore))]
public sealed class BlobItemStoreTests(StorageAccounts accounts) : ItemStoreConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
