using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Models;

namespace ServerlessAffect.Storage.Tests.Models;

[Adapter(typeof(BlobReleaseHistory))]
public sealed class BlobReleaseHistoryTests(StorageAccounts accounts) : ReleaseHistoryConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
