using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Labels;

namespace ServerlessAffect.Storage.Tests.Labels;

[Adapter(typeof(BlobLabelStore))]
public sealed class BlobLabelStoreTests(StorageAccounts accounts) : LabelStoreConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
