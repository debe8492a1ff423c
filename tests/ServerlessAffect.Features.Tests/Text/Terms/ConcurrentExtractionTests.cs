using System.Collections.Concurrent;
using ServerlessAffect.Features.Text.Terms;

namespace ServerlessAffect.Features.Tests.Text.Terms;

public sealed class ConcurrentExtractionTests
{
    [Fact]
    public void Threads_at_once_extract_what_one_extracts_alone()
    {
        var fitted = TextTermsFitter.Fit("sample", TermsSamples.EveryAnalyzer, TermsSamples.Texts);
        var extractor = fitted.CreateExtractor();
        var wrong = new ConcurrentBag<int>();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            for (var n = 0; n < 300; n++)
            {
                var row = (n + thread) % TermsSamples.Texts.Length;
                var found = extractor.Extract([TermsSamples.Texts[row]], default);
                if (!found.RowIndices(0).SequenceEqual(fitted.Matrix.RowIndices(row)) || !found.RowValues(0).SequenceEqual(fitted.Matrix.RowValues(row)))
                {
                    wrong.Add(row);
                }
            }
        });
        Assert.Empty(wrong);
    }
}
