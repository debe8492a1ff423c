using ServerlessAffect.Conformance;
using ServerlessAffect.Storage.Reports;

namespace ServerlessAffect.Storage.Tests.Reports;

[Adapter(typeof(BlobReportFiles))]
public sealed class BlobReportFilesTests(StorageAccounts accounts) : ReportFilesConformance, IClassFixture<StorageAccounts>
{
    private readonly AzureStorage _storage = new(accounts);

    protected override IServiceProvider Ports => _storage;
}
