using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Models;

namespace ServerlessAffect.Storage.Tests.Models;

[Adapter(typeof(BlobModelRegistry))]
public sealed class BlobModelRegistryTests(StorageAccounts accounts) : ModelRegistryConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
