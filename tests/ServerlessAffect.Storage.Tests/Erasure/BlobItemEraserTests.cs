using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Erasure;

namespace ServerlessAffect.Storage.Tests.Erasure;

[Adapter(typeof(BlobItemEraser))]
public sealed class BlobItemEraserTests(StorageAccounts accounts) : ItemEraserConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
