using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text.Terms;

/// <summary>Fits the vocabularies of text features on training texts.</summary>
public static class TextTermsFitter
{
    /// <summary>Raised when the same parameters and files come to mean other numbers.</summary>
    private const int SchemaVersion = 1;

    private static readonly Dictionary<string, IReadOnlyList<string>> NoLists = [];

    /// <param name="name">Of the schema.</param>
    /// <param name="parameters">What to fit; lists of stop words in place of their names.</param>
    /// <param name="texts">The training part and nothing else.</param>
    /// <param name="wordNet">Needed where a block lemmatises.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>: parameters that cannot be; <see cref="ErrorCodes.InvalidRequest"/>: lemmas without word lists, stop words without theirs;
    /// <see cref="ErrorCodes.InvalidData"/>: no terms are left.</exception>
    public static FittedTextTerms Fit(
        string name, TextTermsParameters parameters, IReadOnlyList<string> texts, WordNetLists? wordNet = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(texts);
        parameters.Validate();
        parameters = parameters.WithStopWords(NoLists);
        if (wordNet is null && parameters.NeedWordNet())
        {
            throw new AffectException(ErrorCodes.InvalidRequest, "The recipe lemmatises, which needs WordNet's word lists: name the folder with index.noun and noun.exc.");
        }

        var indexes = parameters.Blocks.Select(b => TermIndex.Create(b.Vectorizer(wordNet))).ToArray();
        var counts = Count(TextCleaner.Named(parameters.Cleaning), indexes, texts, cancellationToken);
        var blocks = parameters.Blocks.Select((b, i) => FittedTerms.Choose(indexes[i], counts[i], b.Vectorizer(wordNet), b.Weights, b.Weight)).ToArray();
        var terms = blocks.SelectMany((b, number) => b.Terms().Select((t, column) => new VocabularyTerm(number, t, b.DocumentFrequencies[column]))).ToArray();
        return Assemble(name, parameters with { Texts = texts.Count }, terms, wordNet, Rows(blocks, counts, texts.Count, cancellationToken));
    }

    /// <summary>The same features with some of the columns: their document frequencies stay, norms are taken over what is left.</summary>
    /// <param name="fitted">What to take columns from.</param>
    /// <param name="columns">Ascending.</param>
    /// <param name="texts">The texts that <paramref name="fitted"/> was fitted on, for the new matrix.</param>
    /// <param name="wordNet">Needed where a block lemmatises.</param>
    public static FittedTextTerms Prune(
        FittedTextTerms fitted, IReadOnlyList<int> columns, IReadOnlyList<string> texts, WordNetLists? wordNet = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(columns);
        var parameters = TextTermsParameters.Parse(fitted.Schema.Parameters);
        var all = VocabularyFile.Read(CompressedAsset.Open(fitted.Schema, fitted.Files, VocabularyFile.Name), parameters.Blocks.Count);
        var kept = columns.Select(c => all[c]).ToArray();
        var without = Assemble(fitted.Schema.Name, parameters, kept, wordNet, new CsrMatrix(0, kept.Length, [0], [], []));
        return without with { Matrix = without.CreateExtractor().Extract(texts, cancellationToken) };
    }

    private static TermCounts[] Count(TextCleaner cleaner, TermIndex[] indexes, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var counts = indexes.Select(_ => new TermCounts()).ToArray();
        var scratch = new AnalyzerScratch();
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scratch.Begin(text);
            var clean = scratch.Clean(cleaner);
            for (var block = 0; block < indexes.Length; block++)
            {
                scratch.Nodes.Clear();
                indexes[block].Add(clean, scratch, scratch.Nodes);
                counts[block].AddRow(scratch.Nodes.Written, indexes[block].Trie.Count);
            }
        }

        return counts;
    }

    private static CsrMatrix Rows(FittedTerms[] blocks, TermCounts[] counts, int rows, CancellationToken cancellationToken)
    {
        var scratch = new AnalyzerScratch();
        var builder = new CsrBuilder(rows, blocks.Sum(b => b.Count), checked((int)blocks.Sum(b => b.FittedEntries)));
        for (var row = 0; row < rows; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var offset = 0;
            for (var block = 0; block < blocks.Length; block++)
            {
                builder.AddSegment(blocks[block].FittedRow(counts[block], row, scratch), offset, blocks[block].Weighting);
                offset += blocks[block].Count;
            }

            builder.EndRow();
        }

        return builder.Build();
    }

    private static FittedTextTerms Assemble(string name, TextTermsParameters parameters, VocabularyTerm[] terms, WordNetLists? wordNet, CsrMatrix matrix)
    {
        if (terms.Length == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, "No terms are left of the training texts; give more texts or lower the recipe's limits of document frequency.");
        }

        var contents = new Dictionary<string, byte[]> { [VocabularyFile.Name] = VocabularyFile.Write(terms) };
        if (wordNet is not null && parameters.NeedWordNet())
        {
            contents[WordNetFile.Name] = wordNet.ToAsset(parameters.Blocks.SelectMany(b => b.Lemmas));
        }

        var schema = new FeatureSchema
        {
            Name = name,
            Version = SchemaVersion,
            Modality = Modality.Text,
            Parameters = parameters.ToJson(),
            Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", terms.Length)],
            Assets = contents.ToDictionary(c => c.Key, c => ContentHash.Compute(c.Value)),
        };
        var starts = Enumerable.Range(0, parameters.Blocks.Count + 1).Select(block => terms.Count(t => t.Block < block)).ToArray();
        return new FittedTextTerms(
            schema, contents.ToDictionary(c => c.Key, c => (ReadOnlyMemory<byte>)CompressedAsset.Compress(c.Value)), matrix, [.. terms.Select(t => t.Term)], starts);
    }
}
