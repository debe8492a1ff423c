using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text;

[Collection(MemoryCollection.Name)]
public sealed class BoundedExtractionTests
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 600).Select(i => $"row {i} of a file with {i % 7} and {i % 11}")];

    private readonly TextTermsExtractor _extractor = TextTermsFitter.Fit(
        "sample", new TextTermsParameters { Blocks = [new() { Name = "c", Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 5 }] }, Texts).CreateExtractor();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    public void Blocks_of_rows_are_the_rows_of_one_matrix(int rows)
    {
        var (whole, blocks) = (_extractor.Extract(Texts[..rows], default), _extractor.Extract(Texts[..rows], int.MaxValue, default));

        Assert.Equal((whole.Rows, whole.Columns), (blocks.Rows, blocks.Columns));
        Assert.Equal(whole.IndPtr, blocks.IndPtr);
        Assert.Equal(whole.Indices, blocks.Indices);
        Assert.Equal(whole.Values, blocks.Values);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(600)]
    public void One_entry_too_many_is_refused(int rows)
    {
        var entries = _extractor.Extract(Texts[..rows], default).Entries;

        Assert.Equal(entries, _extractor.Extract(Texts[..rows], entries, default).Entries);
        var fault = Assert.Throws<AffectException>(() => _extractor.Extract(Texts[..rows], entries - 1, default));
        Assert.Equal(ErrorCodes.FileTooLarge, fault.Code);
    }

    [Fact]
    public void What_is_refused_takes_the_memory_of_the_limit_whatever_the_file_has()
    {
        const int Limit = 300_000;
        string[] longRows = [.. Enumerable.Repeat(string.Join(' ', Texts.Take(60)), 50_000)];
        Assert.Throws<AffectException>(() => _extractor.Extract(longRows[..300], 1, default));

        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Throws<AffectException>(() => _extractor.Extract(longRows, Limit, default));
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        // The whole would have more than twenty times as many entries.
        Assert.True(_extractor.Extract(longRows[..1], default).Entries * 50_000L > 20 * Limit);
        Assert.InRange(allocated, 1, 100L * Limit);
    }
}
