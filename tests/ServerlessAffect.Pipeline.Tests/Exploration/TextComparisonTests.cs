using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Vectorizers;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Grouping;
using ServerlessAffect.Pipeline.Exploration.Measuring;
using ServerlessAffect.Pipeline.Exploration.Texts;

namespace ServerlessAffect.Pipeline.Tests.Exploration;

public class TextComparisonTests
{
    [Fact]
    public void Near_duplicates_are_found_whatever_stands_between_them()
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"w{i} x{i} y{i} z{i} v{i} u{i}")];
        texts[7] = "the central bank raises its key rate by half a point today";
        texts[150] = "the central bank raises its key rate by half a point now";
        texts[199] = texts[3];

        var pairs = NearDuplicates.Find(Counts(texts).Counts, CancellationToken.None);

        Assert.Equal([(3, 199), (7, 150)], pairs.Select(p => (p.First, p.Second)));
        Assert.Equal(1, pairs[0].Similarity);
        Assert.InRange(pairs[1].Similarity, 0.7, 0.99);
    }

    [Fact]
    public void Telling_words_are_those_of_the_texts_and_not_those_of_all()
    {
        string[] texts = [.. Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? "the oil price and the barrel" : "the bank and the loan")];

        var telling = TellingTerms.Of(Counts(texts), row => row % 2 == 0).Select(t => t.Term).ToArray();

        Assert.Contains("oil", telling);
        Assert.Contains("barrel", telling);
        Assert.DoesNotContain("the", telling);
        Assert.DoesNotContain("and", telling);
        Assert.DoesNotContain("bank", telling);
    }

    [Fact]
    public void Texts_of_both_parts_are_counted_once_links_and_case_are_gone()
    {
        ArchiveItem[] items =
        [
            new("a") { Text = "Oil up https://x.y/1", Part = "train" },
            new("b") { Text = "oil  UP https://x.y/2", Part = "validation" },
            new("c") { Text = "oil down", Part = "validation" },
            new("d") { Text = "oil up", Part = "train" },
        ];

        var shared = SharedTexts.Of(items);

        Assert.Equal((1, 2, 1, 2), (shared.Repeated, shared.Superfluous, shared.Across, shared.OfSecond));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(1000, 17)]
    [InlineData(5, 1)]
    public void Samples_are_rows_each_once_and_the_same_for_a_seed(int rows, int count)
    {
        var sample = SampledRows.Of(rows, count, 3);

        Assert.Equal(count, sample.Length);
        Assert.Equal(sample.Distinct().Order(), sample);
        Assert.All(sample, r => Assert.InRange(r, 0, rows - 1));
        Assert.Equal(sample, SampledRows.Of(rows, count, 3));
    }

    private static TermTable Counts(string[] texts)
    {
        var counter = new CountVectorizer(new VectorizerOptions { NgramMax = 2 });
        CsrMatrix counts = counter.FitTransform(texts);
        return new TermTable(texts, counter.FeatureNames, counts, new int[texts.Length]);
    }
}
