using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Attempts;

namespace ServerlessAffect.Storage.Tests.Attempts;

[Adapter(typeof(BlobAttemptLog))]
public sealed class BlobAttemptLogTests(StorageAccounts accounts) : AttemptLogConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
