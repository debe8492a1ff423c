using ServerlessAffect.Core;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Grouping;
using ServerlessAffect.Pipeline.Exploration.Measuring;
using ServerlessAffect.Pipeline.Exploration.Texts;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Charts;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>Which words the texts are made of, which tell classes apart, and which texts stand there twice.</summary>
internal sealed class WordsPage : ISection
{
    private const string Id = "words";
    private const int CloudWords = 80;
    private const int FewestLetters = 3;
    private const int MostClasses = 24;
    private const int TermsOfClass = 10;
    private const int ShownPairs = 10;
    private const int ShownCharacters = 160;

    /// <summary>A word in more of the texts says little of any of them; in a small archive every word would be.</summary>
    private const double TooCommon = 0.05;

    private const int SmallArchive = 200;

    public Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken)
    {
        if (explored.Measured.Terms is not { } terms)
        {
            return Task.FromResult<Section?>(null);
        }

        progress.Say("comparing the words");
        var (blocks, findings) = (new List<ReportBlock>(), new List<Finding>());
        var heaviest = Cloud(terms, blocks);
        Classes(explored, terms, blocks);
        Repeats(explored, blocks, findings);
        Pairs(explored, terms, blocks, findings, cancellationToken);
        var answer = heaviest.Count == 0
            ? "The texts share no words."
            : $"Of the words that are not in many texts, {Say.List([.. heaviest.Take(5).Select(w => $"“{w.Text}”")])} weigh most.";
        return Task.FromResult<Section?>(new Section(new ReportPage(Id, "What do the texts say?", answer, blocks), findings));
    }

    private static List<WeightedWord> Cloud(TermTable terms, List<ReportBlock> blocks)
    {
        var (total, texts) = (new double[terms.Terms.Count], new int[terms.Terms.Count]);
        for (var row = 0; row < terms.Counts.Rows; row++)
        {
            var columns = terms.Counts.RowIndices(row);
            for (var e = 0; e < columns.Length; e++)
            {
                total[columns[e]] += terms.Counts.RowValues(row)[e];
                texts[columns[e]]++;
            }
        }

        var words = Enumerable.Range(0, total.Length)
            .Where(t => IsWord(terms.Terms[t]) && (texts[t] <= TooCommon * terms.Counts.Rows || terms.Counts.Rows < SmallArchive))
            .Select(t => new WeightedWord(terms.Terms[t], total[t] * Math.Log((1.0 + terms.Counts.Rows) / (1 + texts[t]))))
            .Where(w => w.Weight > 0).OrderByDescending(w => w.Weight).ThenBy(w => w.Text, StringComparer.Ordinal).Take(CloudWords).ToList();
        if (words.Count > 0)
        {
            blocks.Add(new ChartBlock(
                "Words by weight",
                $"How often a word stands in the texts times how few texts it stands in{(terms.Counts.Rows < SmallArchive ? string.Empty : $"; words of more than {Say.Share(TooCommon)} of the texts are left out")}. “{words[0].Text}” is first. Read the bars: in a cloud long words look heavier than they are.",
                WordCloud.Of(words, "weight"))
            { Wide = true });
        }

        return words;
    }

    private static void Classes(ExploredArchive explored, TermTable terms, List<ReportBlock> blocks)
    {
        if (!explored.Archive.IsLabelled)
        {
            return;
        }

        var classes = explored.Items.Select(i => i.Label).OfType<string>().CountBy(l => l, StringComparer.Ordinal).OrderByDescending(c => c.Value).Take(MostClasses).ToArray();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (name, count) in classes)
        {
            var telling = TellingTerms.Of(terms, row => explored.Items[row].Label == name).Take(TermsOfClass).Select(t => t.Term);
            rows.Add([Printable.Shorten(name, 60), Say.Count(count), string.Join(", ", telling)]);
        }

        blocks.Add(new TableBlock(
            "Words that tell each class from the others, by log-odds ratios with a prior: words that all classes use do not come up", [new("class"), new("texts", true), new("words")], rows));
    }

    private static void Repeats(ExploredArchive explored, List<ReportBlock> blocks, List<Finding> findings)
    {
        var shared = SharedTexts.Of(explored.Items);
        if (shared.Superfluous > 0)
        {
            var share = (double)shared.Superfluous / explored.Items.Count;
            blocks.Add(new TextBlock($"{Say.Items(shared.Repeated, "text stands", "texts stand")} there several times once links, white space and case are taken off: {Say.Items(shared.Superfluous, "item repeats", "items repeat")} an earlier one ({Say.Share(share)})."));
            findings.Add(new Finding($"{Say.Items(shared.Superfluous, "text repeats", "texts repeat")} an earlier one ({Say.Share(share)}).", 0.4, "Counts and means weigh what is repeated more.", Id));
        }

        if (shared.Parts.Count == 2)
        {
            var share = (double)shared.Across / Math.Max(1, shared.OfSecond);
            var sentence = $"{Say.Count(shared.Across)} of the {Say.Count(shared.OfSecond)} texts of the part {shared.Parts[1]} also stand in the part {shared.Parts[0]} ({Say.Share(share)}).";
            blocks.Add(new CaveatBlock(sentence + " A model that learned them by heart looks better on them than it is: report figures with and without."));
            if (shared.Across > 0)
            {
                findings.Add(new Finding(sentence, 0.75, "Figures on that part flatter; they should be told with and without the repeats.", Id));
            }
        }
    }

    private static void Pairs(ExploredArchive explored, TermTable terms, List<ReportBlock> blocks, List<Finding> findings, CancellationToken cancellationToken)
    {
        var pairs = NearDuplicates.Find(terms.Counts, cancellationToken);
        if (pairs.Count == 0)
        {
            blocks.Add(new TextBlock("No two texts are nearly the same."));
            return;
        }

        var disagreeing = pairs.Count(p => Disagree(explored.Items[p.First], explored.Items[p.Second]));
        var different = pairs.Where(p => p.Similarity < 1).Take(ShownPairs).ToArray();
        blocks.Add(new TextBlock(
            $"{Say.Items(pairs.Count, "pair of texts has", "pairs of texts have")} at least 70 % of their words and pairs of words in common; {Say.Count(pairs.Count(p => p.Similarity >= 1))} of them all of them."
            + (disagreeing > 0 ? $" {Say.Items(disagreeing, "pair carries", "pairs carry")} two different labels." : string.Empty)));
        if (different.Length > 0)
        {
            blocks.Add(new TableBlock(
                "Near-duplicates that differ a little, the most similar first", [new("text"), new("the other"), new("in common", true)],
                [.. different.Select(p => (IReadOnlyList<string>)[Printable.Shorten(explored.Items[p.First].Text!, ShownCharacters), Printable.Shorten(explored.Items[p.Second].Text!, ShownCharacters), Say.Share(p.Similarity)])]));
        }

        if (disagreeing > 0)
        {
            findings.Add(new Finding($"{Say.Items(disagreeing, "pair of nearly equal texts carries", "pairs of nearly equal texts carry")} two different labels.", 0.6, "Labels are noisy: no model can be right on both.", Id));
        }
    }

    private static bool Disagree(ArchiveItem a, ArchiveItem b) => a.Label is not null && b.Label is not null && a.Label != b.Label;

    // Single words of letters; numbers, signs and short words make clouds of nothing.
    private static bool IsWord(string term) => term.Length >= FewestLetters && !term.Contains(' ', StringComparison.Ordinal) && term.Any(char.IsLetter);
}
