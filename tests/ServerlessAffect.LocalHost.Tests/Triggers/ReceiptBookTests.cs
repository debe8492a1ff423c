using Azure.Storage.Blobs;
using ServerlessAffect.LocalHost.Triggers.Blobs;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class ReceiptBookTests
{
    private static readonly BlobContainerClient s_container = new(new Uri("http://127.0.0.1:1/account/azure-webjobs-hosts"));

    private readonly ReceiptBook _book = new(s_container, "host", "Host.Functions.Name", TimeSpan.FromSeconds(15));

    [Theory]
    [InlineData("..")]
    [InlineData("../../../../../models/history/mood/000001.json")]
    [InlineData("a/../b.txt")]
    [InlineData("a/./b.txt")]
    [InlineData("a\\..\\..\\b.txt")]
    [InlineData("a/..")]
    [InlineData("/a.txt")]
    [InlineData("a.txt/")]
    [InlineData("%2e%2e/b.txt")]
    [InlineData("a..b/...txt")]
    public void A_receipt_lies_where_its_name_says(string blob)
    {
        var receipt = _book.NameOf("0x1", "inbox", blob);

        Assert.StartsWith("blobreceipts/host/Host.Functions.Name/0x1/inbox/", receipt, StringComparison.Ordinal);
        Assert.EndsWith("/azure-webjobs-hosts/" + receipt, Uri.UnescapeDataString(s_container.GetBlobClient(receipt).Uri.AbsolutePath), StringComparison.Ordinal);
        Assert.NotEqual(receipt, _book.NameOf("0x1", "inbox", "b.txt"));
    }

    [Fact]
    public void Plain_names_are_kept_and_two_blobs_never_share_a_receipt()
    {
        Assert.Equal("blobreceipts/host/Host.Functions.Name/0x1/inbox/a/b.txt", _book.NameOf("0x1", "inbox", "a/b.txt"));
        Assert.NotEqual(_book.NameOf("0x1", "inbox", "../b.txt"), _book.NameOf("0x1", "inbox", "../../b.txt"));
        Assert.NotEqual(_book.NameOf("0x1", "inbox", "b.txt/"), _book.NameOf("0x1", "inbox", "b.txt"));
    }
}
