using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Media;

namespace ServerlessAffect.Storage.Tests.Media;

[Adapter(typeof(BlobMediaStore))]
public sealed class BlobMediaStoreTests(StorageAccounts accounts) : MediaStoreConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
