using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IQuarantine))]
public abstract class QuarantineConformance : ConformanceSuite
{
    private IQuarantine Quarantine => Port<IQuarantine>();

    [Fact]
    public async Task What_is_not_in_quarantine_cannot_come_back() => Assert.False(await RestoreAsync("nothing.txt", "bytes"));

    [Fact]
    public async Task A_file_comes_back_with_its_bytes_and_subject()
    {
        await QuarantineAsync("a.txt", "bytes", "Ann Öz");
        Assert.True(await RestoreAsync("a.txt", "bytes"));
        Assert.Equal(("bytes", "Ann Öz"), await InboxAsync("a.txt"));
        Assert.False(await RestoreAsync("a.txt", "bytes"));
    }

    [Fact]
    public async Task A_file_in_the_inbox_is_not_overwritten()
    {
        await QuarantineAsync("a.txt", "old", null);
        await DropAsync("a.txt", Samples.Bytes("newer"));
        Assert.False(await RestoreAsync("a.txt", "old"));
        Assert.Equal(("newer", null), await InboxAsync("a.txt"));
    }

    [Fact]
    public async Task The_reason_can_be_read_and_each_refusal_has_its_own_token()
    {
        Task<Versioned<ReadingError>?> FindAsync(string content) => Quarantine.FindReasonAsync("a.txt", Samples.Hash(content), Never);
        await QuarantineAsync("a.txt", "first", null);
        Assert.Null(await FindAsync("bytes"));
        await QuarantineAsync("a.txt", "bytes", null);
        var once = (await FindAsync("bytes"))!;
        await QuarantineAsync("a.txt", "bytes", null);
        var twice = (await FindAsync("bytes"))!;

        Assert.Equal(new ReadingError("not-text", "It is not text."), once.Value);
        Assert.NotEqual(once.ETag, twice.ETag);
    }

    [Fact]
    public async Task A_file_may_fail_and_come_back_again_and_again()
    {
        await QuarantineAsync("a.txt", "bytes", "Ann");
        for (var round = 0; round < 3; round++)
        {
            Assert.True(await RestoreAsync("a.txt", "bytes"));
            await using var file = (await Port<IMediaStore>().OpenAsync("a.txt", Never))!;
            Assert.Equal("Ann", file.Subject);
            await Port<IMediaStore>().QuarantineAsync(file, Samples.Hash("bytes"), new ReadingError("not-text", "Still not."), Never);
        }
    }

    [Fact]
    public async Task Different_bytes_under_one_name_are_all_kept_and_come_back_by_what_they_are()
    {
        foreach (var (content, subject) in new[] { ("one", "Ann"), ("two", "Bob"), ("three", null) })
        {
            await QuarantineAsync("mood/a.txt", content, subject);
        }

        Assert.False(await RestoreAsync("mood/a.txt", "four"));
        foreach (var (content, subject) in new[] { ("two", "Bob"), ("one", "Ann"), ("three", null) })
        {
            Assert.True(await RestoreAsync("mood/a.txt", content));
            Assert.Equal((content, subject), await InboxAsync("mood/a.txt"));
            Assert.False(await RestoreAsync("mood/a.txt", content));
            await QuarantineAsync("mood/a.txt", "away with it", null);
        }
    }

    [Fact]
    public async Task The_same_bytes_under_one_name_are_kept_once()
    {
        await QuarantineAsync("a.txt", "bytes", "Ann");
        await QuarantineAsync("a.txt", "bytes", "Ann");
        Assert.True(await RestoreAsync("a.txt", "bytes"));
        await Port<IMediaStore>().DropAsync("a.txt", new MemoryStream(Samples.Bytes("other")), null, overwrite: true, Never);
        Assert.False(await RestoreAsync("a.txt", "bytes"));
    }

    [Fact]
    public async Task Files_that_are_known_by_their_name_alone_are_all_kept()
    {
        var unread = UnreadFile.IdOf("a.txt");
        foreach (var content in new[] { "one", "two" })
        {
            await DropAsync("a.txt", Samples.Bytes(content));
            await using var file = (await Port<IMediaStore>().OpenAsync("a.txt", Never))!;
            await Port<IMediaStore>().QuarantineAsync(file, unread, new ReadingError("file-too-large", "It is too large."), Never);
        }

        var restored = new List<string>();
        while (await Quarantine.RestoreAsync("a.txt", unread, Never))
        {
            restored.Add((await InboxAsync("a.txt")).Content);
            await QuarantineAsync("a.txt", "away with it", null);
        }

        Assert.Equal(["one", "two"], restored.Order());
    }

    [Fact]
    public async Task A_file_that_is_named_like_a_reason_is_no_reason()
    {
        await QuarantineAsync("a.txt.reason.json", "first", null);
        await QuarantineAsync("a.txt", "bytes", null);
        await QuarantineAsync("b.txt", "bytes", null);
        await QuarantineAsync("b.txt.reason.json", "last", null);
        Assert.True(await RestoreAsync("a.txt.reason.json", "first"));
        Assert.True(await RestoreAsync("b.txt.reason.json", "last"));
        Assert.Equal(("first", null), await InboxAsync("a.txt.reason.json"));
        Assert.Equal(("last", null), await InboxAsync("b.txt.reason.json"));
    }

    private Task<bool> RestoreAsync(string name, string content) => Quarantine.RestoreAsync(name, Samples.Hash(content), Never);

    private async Task<(string Content, string? Subject)> InboxAsync(string name)
    {
        await using var file = (await Port<IMediaStore>().OpenAsync(name, Never))!;
        using var reader = new StreamReader(file.Content);
        return (await reader.ReadToEndAsync(), file.Subject);
    }

    private async Task QuarantineAsync(string name, string content, string? subject)
    {
        await DropAsync(name, Samples.Bytes(content), subject);
        await using var file = (await Port<IMediaStore>().OpenAsync(name, Never))!;
        await Port<IMediaStore>().QuarantineAsync(file, Samples.Hash(content), new ReadingError("not-text", "It is not text."), Never);
    }
}
