using System.Security.Cryptography;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IMediaStore))]
public abstract class MediaStoreConformance : ConformanceSuite
{
    private static readonly ReadingError Reason = new("not-text", "It is not text.");

    private IMediaStore Media => Port<IMediaStore>();

    [Fact]
    public async Task What_is_not_there_opens_as_null()
    {
        Assert.Null(await Media.OpenAsync("nothing.txt", Never));
        Assert.Empty(await AllAsync(Media.ListAsync(Never)));
    }

    [Theory]
    [InlineData("a.txt", null)]
    [InlineData("mood/été ζ 感 🙂.txt", "Ann Öz & Söhne, 5 % =+")]
    [InlineData("100%25 #1?.csv", "x")]
    public async Task A_file_opens_as_it_was_dropped(string name, string? subject)
    {
        var content = Samples.Bytes("glad\n");
        Assert.True(await Media.DropAsync(name, new MemoryStream(content), subject, overwrite: true, Never));
        await using var file = (await Media.OpenAsync(name, Never))!;
        Assert.Equal((name, (long)content.Length, subject), (file.Name, file.Bytes, file.Subject));
        Assert.Equal(content, await ReadAsync(file.Content));
        var entry = Assert.Single(await AllAsync(Media.ListAsync(Never)));
        Assert.Equal((name, file.ETag, (long)content.Length), (entry.Name, entry.ETag, entry.Bytes));
    }

    [Fact]
    public async Task An_empty_file_opens_and_has_no_bytes()
    {
        await DropAsync("empty.txt", [], "Ann");
        await using var file = (await Media.OpenAsync("empty.txt", Never))!;
        Assert.Equal((0L, 0L, "Ann"), (file.Bytes, file.Content.Length, file.Subject));
        Assert.Empty(await ReadAsync(file.Content));
    }

    [Theory]
    [InlineData(256 * 1024)]
    [InlineData(256 * 1024 + 1)]
    [InlineData(9 * 1024 * 1024 + 7)]
    public async Task Any_part_of_a_large_file_can_be_read(int length)
    {
        var content = new byte[length];
        new Random(3).NextBytes(content);
        await DropAsync("large.csv", content);
        await using var file = (await Media.OpenAsync("large.csv", Never))!;
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(file.Content));
        foreach (var start in new[] { 0, 1, length / 2, length - 5, length, length + 3, 262_143 })
        {
            var part = new byte[9];
            file.Content.Position = start;
            var read = await file.Content.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false);
            Assert.Equal(content.Skip(start).Take(part.Length), part.Take(read));
        }

        file.Content.Seek(-3, SeekOrigin.End);
        Assert.Equal(content[^3], file.Content.ReadByte());
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_can_be_dropped()
    {
        var content = new byte[3 * 1024 * 1024 + 1];
        new Random(4).NextBytes(content);
        await using var source = new OneWayStream(content);
        Assert.True(await Media.DropAsync("piped.csv", source, null, overwrite: false, Never));
        await using var file = (await Media.OpenAsync("piped.csv", Never))!;
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(file.Content));
    }

    [Fact]
    public async Task One_drop_wins_where_none_may_overwrite()
    {
        var wins = await RaceAsync(i => Media.DropAsync("a.txt", new MemoryStream([(byte)i]), null, overwrite: false, Never));
        Assert.Equal(1, wins.Count(w => w));
        await using var file = (await Media.OpenAsync("a.txt", Never))!;
        Assert.Equal(Array.IndexOf(wins, true), file.Content.ReadByte());
        Assert.False(await Media.DropAsync("a.txt", new MemoryStream([99]), null, overwrite: false, Never));
        Assert.True(await Media.DropAsync("a.txt", new MemoryStream([99]), null, overwrite: true, Never));
    }

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("a/../../models/b.txt")]
    [InlineData("a\u0007.txt")]
    [InlineData("a\\b.txt")]
    [InlineData("/a.txt")]
    [InlineData("a//b.txt")]
    public async Task An_unsafe_name_is_refused_at_the_door(string name)
    {
        var error = await Assert.ThrowsAsync<AffectException>(() => DropAsync(name, [1]));
        Assert.Equal(ErrorCodes.UnsafeName, error.Code);
        Assert.Empty(await AllAsync(Media.ListAsync(Never)));
    }

    [Fact]
    public async Task A_file_that_was_replaced_is_never_read_as_a_mixture()
    {
        const int length = 9 * 1024 * 1024;
        await DropAsync("a.csv", Enumerable.Repeat((byte)'x', length).ToArray());
        await using var file = (await Media.OpenAsync("a.csv", Never))!;
        Assert.Equal('x', file.Content.ReadByte());
        await DropAsync("a.csv", Enumerable.Repeat((byte)'y', length).ToArray());
        var error = await Assert.ThrowsAsync<AffectException>(() => ReadAsync(file.Content));
        Assert.Equal((ErrorCodes.Conflict, true), (error.Code, error.IsTransient));
    }

    [Fact]
    public async Task A_quarantined_file_leaves_the_inbox_and_the_move_can_be_repeated()
    {
        await DropAsync("bad.txt", [0, 1, 2], "Ann");
        await using var file = (await Media.OpenAsync("bad.txt", Never))!;
        await Media.QuarantineAsync(file, ContentHash.Compute([0, 1, 2]), Reason, Never);
        await Media.QuarantineAsync(file, ContentHash.Compute([0, 1, 2]), Reason, Never);
        Assert.Null(await Media.OpenAsync("bad.txt", Never));
        Assert.True(await Port<IQuarantine>().RestoreAsync("bad.txt", ContentHash.Compute([0, 1, 2]), Never));
    }

    [Fact]
    public async Task A_file_that_replaced_the_bad_one_stays()
    {
        await DropAsync("a.txt", [0]);
        await using var bad = (await Media.OpenAsync("a.txt", Never))!;
        await DropAsync("a.txt", Samples.Bytes("good"));
        await Media.QuarantineAsync(bad, ContentHash.Compute([0]), Reason, Never);
        await using var good = (await Media.OpenAsync("a.txt", Never))!;
        Assert.Equal(Samples.Bytes("good"), await ReadAsync(good.Content));
        Assert.False(await Port<IQuarantine>().RestoreAsync("a.txt", ContentHash.Compute([0]), Never));
    }

    [Fact]
    public async Task Files_are_listed_in_the_order_of_their_names()
    {
        foreach (var name in new[] { "b.txt", "a/z.txt", "a.txt", "Z.txt" })
        {
            await DropAsync(name, [1]);
        }

        Assert.Equal(["Z.txt", "a.txt", "a/z.txt", "b.txt"], (await AllAsync(Media.ListAsync(Never))).Select(e => e.Name));
    }

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var all = new MemoryStream();
        await content.CopyToAsync(all);
        return all.ToArray();
    }
}
