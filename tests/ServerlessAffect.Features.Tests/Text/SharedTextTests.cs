using ServerlessAffect.Features.Tests.Text.Terms;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Hashing;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text;

public sealed class SharedTextTests
{
    private static readonly ITextExtractor[] Extractors =
    [
        Fitted(TermsSamples.EveryAnalyzer),
        Fitted(new TextTermsParameters { Cleaning = TextCleanings.None, Blocks = TermsSamples.EveryAnalyzer.Blocks }),
        Fitted(new TextTermsParameters
        {
            Blocks =
            [
                new() { Name = "words", NgramMax = 2, TokenPattern = TokenPatterns.Tweet },
                new() { Name = "folded", TokenPattern = TokenPatterns.Tweet, FoldDigits = true },
                new() { Name = "without", TokenPattern = TokenPatterns.Tweet, StopWords = ["after"] },
                new() { Name = "cased", TokenPattern = TokenPatterns.Tweet, Lowercase = false },
                new() { Name = "characters", Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 3 },
            ],
        }),
        TextHashingExtractor.Create("hashed", new TextHashingParameters(), null),
    ];

    [Fact]
    public void Extractors_that_share_a_text_find_what_each_finds_alone()
    {
        using var shared = new SharedText("");
        foreach (var text in TermsSamples.Texts.Concat(TermsSamples.Texts.Reverse()))
        {
            shared.Change(text);
            Assert.All(Extractors, e => AssertSame(e, text, shared));
            Assert.All(Extractors.Reverse(), e => AssertSame(e, text, shared));
        }
    }

    [Fact]
    public void Threads_that_share_extractors_do_not_share_buffers() => Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
    {
        for (var n = 0; n < 200; n++)
        {
            var text = TermsSamples.Texts[(n + thread) % TermsSamples.Texts.Length];
            using var shared = new SharedText(text);
            Array.ForEach(Extractors, e => AssertSame(e, text, shared));
        }
    });

    [Fact]
    public void Long_texts_between_short_ones_change_nothing()
    {
        using var shared = new SharedText(string.Join(' ', Enumerable.Repeat(TermsSamples.Texts[0], 2000)));
        Assert.All(Extractors, e => AssertSame(e, shared.Text, shared));
        shared.Change(TermsSamples.Texts[1]);
        Assert.All(Extractors, e => AssertSame(e, TermsSamples.Texts[1], shared));
    }

    [Fact]
    public void A_text_given_back_is_not_read_any_more()
    {
        var shared = new SharedText("words");
        shared.Dispose();
        shared.Dispose();
        Assert.Throws<ObjectDisposedException>(() => shared.Change("others"));
        Assert.Throws<ObjectDisposedException>(() => { Extractors[0].Extract(shared); });
    }

    private static void AssertSame(ITextExtractor extractor, string text, SharedText shared)
    {
        var alone = extractor.Extract([text], default);
        var row = extractor.Extract(shared);
        Assert.True(alone.RowIndices(0).SequenceEqual(row.Columns));
        Assert.True(alone.RowValues(0).SequenceEqual(row.Values));
    }

    private static TextTermsExtractor Fitted(TextTermsParameters parameters) => TextTermsFitter.Fit("sample", parameters, TermsSamples.Texts).CreateExtractor();
}
