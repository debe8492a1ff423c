using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IQuarantine))]
public abstract class QuarantineConformance : ConformanceSuite
{
    private IQuarantine Quarantine => Port<IQuarantine>();

    [Fact]
    public async Task What_is_not_in_quarantine_cannot_come_back() => Assert.False(await Quarantine.RestoreAsync("nothing.txt", Never));

    [Fact]
    public async Task A_file_comes_back_with_its_bytes_and_subject()
    {
        await QuarantineAsync("a.txt", "bytes", "Ann Öz");
        Assert.True(await Quarantine.RestoreAsync("a.txt", Never));
        await using var file = (await Port<IMediaStore>().OpenAsync("a.txt", Never))!;
        Assert.Equal(("Ann Öz", 5L), (file.Subject, file.Bytes));
        Assert.False(await Quarantine.RestoreAsync("a.txt", Never));
    }

    [Fact]
    public async Task A_file_in_the_inbox_is_not_overwritten()
    {
        await QuarantineAsync("a.txt", "old", null);
        await DropAsync("a.txt", Samples.Bytes("newer"));
        Assert.False(await Quarantine.RestoreAsync("a.txt", Never));
        await using var file = (await Port<IMediaStore>().OpenAsync("a.txt", Never))!;
        Assert.Equal(5L, file.Bytes);
    }

    [Fact]
    public async Task A_file_may_fail_and_come_back_again_and_again()
    {
        await QuarantineAsync("a.txt", "bytes", "Ann");
        for (var round = 0; round < 3; round++)
        {
            Assert.True(await Quarantine.RestoreAsync("a.txt", Never));
            await using var file = (await Port<IMediaStore>().OpenAsync("a.txt", Never))!;
            Assert.Equal("Ann", file.Subject);
            await Port<IMediaStore>().QuarantineAsync(file, new ReadingError("not-text", "Still not."), Never);
        }
    }

    private async Task QuarantineAsync(string name, string content, string? subject)
    {
        await DropAsync(name, Samples.Bytes(content), subject);
        await using var file = (await Port<IMediaStore>().OpenAsync(name, Never))!;
        await Port<IMediaStore>().QuarantineAsync(file, new ReadingError("not-text", "It is not text."), Never);
    }
}
