using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Features;

namespace ServerlessAffect.Storage.Tests.Features;

[Adapter(typeof(BlobFeatureStore))]
public sealed class BlobFeatureStoreTests(StorageAccounts accounts) : FeatureStoreConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
