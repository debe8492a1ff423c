using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Attempts;

namespace ServerlessAffect.Storage.Tests.Attempts;

[Adapter(typeof(BlobIntakeLog))]
public sealed class BlobIntakeLogTests(StorageAccounts accounts) : IntakeLogConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
