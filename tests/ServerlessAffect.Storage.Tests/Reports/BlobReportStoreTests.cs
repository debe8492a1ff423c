using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Reports;

namespace ServerlessAffect.Storage.Tests.Reports;

[Adapter(typeof(BlobReportStore))]
public sealed class BlobReportStoreTests(StorageAccounts accounts) : ReportStoreConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
