using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Media;

namespace ServerlessAffect.Storage.Tests.Media;

[Adapter(typeof(BlobQuarantine))]
public sealed class BlobQuarantineTests(StorageAccounts accounts) : QuarantineConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
