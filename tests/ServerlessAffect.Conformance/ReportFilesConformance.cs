using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

[SuiteOf(typeof(IReportFiles))]
public abstract class ReportFilesConformance : ConformanceSuite
{
    private const string Name = "report.html";

    private IReportFiles Files => Port<IReportFiles>();

    [Fact]
    public async Task Nothing_is_found_before_anything_is_written()
    {
        Assert.Null(await Files.OpenAsync(Samples.Hash("a"), Name, Never));
        Assert.Equal(0, await Files.DeleteAsync(Samples.Hash("a"), Never));
    }

    [Fact]
    public async Task A_file_comes_back_whole_with_its_length()
    {
        var content = Enumerable.Range(0, 9 << 20).Select(i => (byte)(i * 31)).ToArray();
        using var stream = new MemoryStream(content) { Position = 5 };
        await Files.WriteAsync(Samples.Hash("a"), Name, stream, Never);

        await using var found = await Files.OpenAsync(Samples.Hash("a"), Name, Never);

        Assert.Equal(content.Length, found!.Length);
        using var read = new MemoryStream();
        await found.CopyToAsync(read);
        Assert.True(content.AsSpan().SequenceEqual(read.ToArray()));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task The_last_writer_of_a_file_has_it()
    {
        await WriteAsync("a", Name, "first");
        await WriteAsync("a", Name, "second");
        await using var found = await Files.OpenAsync(Samples.Hash("a"), Name, Never);
        using var text = new StreamReader(found!);
        Assert.Equal("second", await text.ReadToEndAsync(Never));
    }

    [Fact]
    public async Task Deleting_takes_every_file_of_the_report_and_neither_its_record_nor_anothers()
    {
        await Port<IReportStore>().TryPutAsync(new(Samples.Report("a"), null), Never);
        await WriteAsync("a", Name, "a");
        await WriteAsync("a", "embedding.csv", "a");
        await WriteAsync("b", Name, "b");

        Assert.Equal(2, await Files.DeleteAsync(Samples.Hash("a"), Never));

        Assert.Null(await Files.OpenAsync(Samples.Hash("a"), Name, Never));
        await using var kept = await Files.OpenAsync(Samples.Hash("b"), Name, Never);
        Assert.NotNull(kept);
        Assert.NotNull(await Port<IReportStore>().GetAsync(Samples.Hash("a"), Never));
    }

    private async Task WriteAsync(string report, string file, string text)
    {
        using var stream = new MemoryStream(Samples.Bytes(text));
        await Files.WriteAsync(Samples.Hash(report), file, stream, Never);
    }
}
