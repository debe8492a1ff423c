using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Predictions;

namespace ServerlessAffect.Storage.Tests.Predictions;

[Adapter(typeof(BlobPredictionStore))]
public sealed class BlobPredictionStoreTests(StorageAccounts accounts) : PredictionStoreConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
