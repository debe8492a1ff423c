using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Features;

namespace ServerlessAffect.Storage.Tests.Features;

[Adapter(typeof(BlobDenseFeatureStore))]
public sealed class BlobDenseFeatureStoreTests(StorageAccounts accounts) : DenseFeatureStoreConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
