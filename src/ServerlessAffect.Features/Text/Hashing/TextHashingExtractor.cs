using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Text.Cleaning;

namespace ServerlessAffect.Features.Text.Hashing;

/// <summary>Extracts the features of a schema of kind <c>text-hashing</c>. Safe for concurrent use.</summary>
public sealed class TextHashingExtractor : ITextExtractor
{
    private readonly TextHashingParameters _parameters;
    private readonly TextCleaner _cleaner;

    private TextHashingExtractor(FeatureSchema schema, TextHashingParameters parameters) =>
        (Schema, _parameters, _cleaner) = (schema, parameters, TextCleaner.Named(parameters.Cleaning));

    public FeatureSchema Schema { get; }

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>.</exception>
    public static TextHashingExtractor Create(FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new TextHashingExtractor(schema, TextHashingParameters.Parse(schema.Parameters));
    }

    /// <summary>The schema of the given parameters; there is nothing to fit.</summary>
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
        var vectorizer = new HashingVectorizer(_parameters.Vectorizer, _parameters.Buckets, _parameters.Norm, _parameters.AlternateSign);
        return vectorizer.Transform([.. texts.Select(t => _cleaner.Clean(t).Text)], cancellationToken);
    }
}
