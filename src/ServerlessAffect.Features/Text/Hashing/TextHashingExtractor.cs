using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Lemmas;

namespace ServerlessAffect.Features.Text.Hashing;

/// <summary>Extracts the features of a schema of kind <c>text-hashing</c>. Safe for concurrent use.</summary>
public sealed class TextHashingExtractor : ITextExtractor
{
    private readonly TextHashingParameters _parameters;
    private readonly TextCleaner _cleaner;

    private readonly WordNetLists? _wordNet;

    private TextHashingExtractor(FeatureSchema schema, TextHashingParameters parameters, WordNetLists? wordNet) =>
        (Schema, _parameters, _cleaner, _wordNet) = (schema, parameters, TextCleaner.Named(parameters.Cleaning), wordNet);

    public FeatureSchema Schema { get; }

    /// <param name="schema">Of the feature set.</param>
    /// <param name="files">As stored; for lemmatised terms <c>wordnet.tsv.gz</c> is read.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>; <see cref="ErrorCodes.DamagedModel"/>, <see cref="ErrorCodes.TamperedModel"/>: the file is missing or another one.</exception>
    public static TextHashingExtractor Create(FeatureSchema schema, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var parameters = TextHashingParameters.Parse(schema.Parameters);
        return new TextHashingExtractor(schema, parameters, parameters.Lemmas is { Count: > 0 } ? WordNetFile.Open(schema, files) : null);
    }

    /// <summary>An extractor right from its parameters; there is nothing to fit.</summary>
    /// <param name="name">Of the schema.</param>
    /// <param name="parameters">What to extract.</param>
    /// <param name="wordNet">Needed for lemmas; the schema names the digest of the lists.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>: parameters that cannot be; <see cref="ErrorCodes.InvalidRequest"/>: lemmas without word lists.</exception>
    public static TextHashingExtractor Create(string name, TextHashingParameters parameters, WordNetLists? wordNet)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var schema = SchemaOf(name, parameters);
        if (parameters.Lemmas is { Count: > 0 } parts)
        {
            var lists = wordNet ?? throw new AffectException(ErrorCodes.InvalidRequest, "Lemmas need WordNet's word lists: name the folder with index.noun and noun.exc.");
            schema = schema with { Assets = new Dictionary<string, ContentHash> { [WordNetFile.Name] = ContentHash.Compute(lists.ToAsset(parts)) } };
        }

        return new TextHashingExtractor(schema, TextHashingParameters.Parse(schema.Parameters), wordNet);
    }

    /// <summary>The schema of the given parameters, without assets.</summary>
    public static FeatureSchema SchemaOf(string name, TextHashingParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new FeatureSchema
        {
            Name = name,
            Version = 1,
            Modality = Modality.Text,
            Parameters = parameters.ToJson(),
            Axes = [new FeatureAxis("row", -1), new FeatureAxis("bucket", parameters.Buckets)],
        };
    }

    public SparseRow Extract(SharedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var row = Extract([text.Text], CancellationToken.None);
        return new SparseRow(row.RowIndices(0), row.RowValues(0));
    }

    public CsrMatrix Extract(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var vectorizer = new HashingVectorizer(_parameters.Vectorizer(_wordNet), _parameters.Buckets, _parameters.Norm, _parameters.AlternateSign);
        return vectorizer.Transform([.. texts.Select(t => _cleaner.Clean(t).Text)], cancellationToken);
    }
}
