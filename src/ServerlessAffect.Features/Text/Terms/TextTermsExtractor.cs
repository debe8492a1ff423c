using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text.Terms;

/// <summary>Extracts the features of a schema of kind <c>text-terms</c>: what <see cref="TextTermsFitter"/> fitted, for any text. Safe for concurrent use.</summary>
public sealed class TextTermsExtractor : ITextExtractor
{
    private readonly TextCleaner _cleaner;
    private readonly FittedTerms[] _blocks;
    private readonly int _columns;

    private TextTermsExtractor(FeatureSchema schema, TextTermsParameters parameters, FittedTerms[] blocks)
    {
        (Schema, Parameters, _blocks) = (schema, parameters, blocks);
        _cleaner = TextCleaner.Named(parameters.Cleaning);
        _columns = blocks.Sum(b => b.Count);
    }

    public FeatureSchema Schema { get; }

    public TextTermsParameters Parameters { get; }

    /// <param name="schema">Of the model's package.</param>
    /// <param name="files">The package's files as stored; <c>vocabulary.tsv.gz</c> and, for lemmatised terms, <c>wordnet.tsv.gz</c> are read.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>: parameters that cannot be; <see cref="ErrorCodes.DamagedModel"/>, <see cref="ErrorCodes.TamperedModel"/>:
    /// a file is missing, unreadable or not the one that the schema names.</exception>
    public static TextTermsExtractor Create(FeatureSchema schema, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(files);
        var parameters = TextTermsParameters.Parse(schema.Parameters);
        var wordNet = parameters.NeedWordNet() ? WordNetFile.Open(schema, files) : null;
        var terms = VocabularyFile.Read(CompressedAsset.Open(schema, files, VocabularyFile.Name), parameters.Blocks.Count);
        var blocks = parameters.Blocks.Select((block, number) => Restore(block, wordNet, parameters.Texts, [.. terms.Where(t => t.Block == number)])).ToArray();
        var extractor = new TextTermsExtractor(schema, parameters, blocks);
        return schema.Axes is [_, { } columns] && columns.Size == extractor._columns && InOrder(terms)
            ? extractor
            : throw new AffectException(ErrorCodes.DamagedModel, $"The model's schema and its vocabulary of {extractor._columns} terms do not belong together; fetch the model again.");
    }

    public CsrMatrix Extract(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var shared = new SharedText("");
        var builder = new CsrBuilder(texts.Count, _columns, null);
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            shared.Change(text);
            builder.AddRow(Extract(shared));
        }

        return builder.Build();
    }

    public SparseRow Extract(SharedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var scratch = text.Scratch;
        var row = scratch.Row;
        row.Clear();
        var clean = scratch.Clean(_cleaner);
        var offset = 0;
        foreach (var block in _blocks)
        {
            row.AddSegment(block.Row(clean, scratch), offset, block.Weighting);
            offset += block.Count;
        }

        return row.Written;
    }

    private static FittedTerms Restore(TextTermsBlock block, WordNetLists? wordNet, int texts, VocabularyTerm[] terms)
    {
        var index = TermIndex.Create(block.Vectorizer(wordNet));
        var nodes = new int[terms.Length];
        var frequencies = new int[terms.Length];
        for (var column = 0; column < terms.Length; column++)
        {
            nodes[column] = index.AddTerm(terms[column].Term);
            frequencies[column] = terms[column].DocumentFrequency;
        }

        return FittedTerms.Restore(index, nodes, frequencies, new TermWeighting(block.Binary, block.Weights, frequencies, texts, block.Weight));
    }

    private static bool InOrder(List<VocabularyTerm> terms)
    {
        for (var i = 1; i < terms.Count; i++)
        {
            var (before, after) = (terms[i - 1], terms[i]);
            if (before.Block > after.Block || (before.Block == after.Block && CodePointOrder.Compare(before.Term, after.Term) >= 0))
            {
                return false;
            }
        }

        return true;
    }
}
