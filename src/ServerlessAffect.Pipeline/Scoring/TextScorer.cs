using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Inference;
using ServerlessAffect.Inference.Batching;
using ServerlessAffect.Pipeline.Extraction;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>The extractor and the network of one package, side by side: what made the features in training makes them here.</summary>
internal sealed class TextScorer : ITextScorer, IDisposable
{
    private const int StackClasses = 128;
    private static readonly RejectedRow EmptyText = new(0, ErrorCodes.EmptyText, "The text is empty or white space; there is nothing to score.");

    private readonly ITextExtractor _extractor;
    private readonly OnnxModel _model;
    private readonly ReadingFactory _readings;
    private readonly BatchedRuns _runs;

    private TextScorer(ITextExtractor extractor, OnnxModel model)
    {
        (_extractor, _model) = (extractor, model);
        _readings = new ReadingFactory(model.Manifest);
        _runs = new BatchedRuns(model.PredictProba, model.Columns);
    }

    public ModelManifest Manifest => _model.Manifest;

    public FeatureSchema Schema => _model.Schema;

    /// <exception cref="AffectException">What the extractor and the model throw; <see cref="ErrorCodes.UnsupportedModality"/>: not a model of text.</exception>
    public static TextScorer Open(ModelPackage package)
    {
        if (package.Manifest.Modality is not Modality.Text)
        {
            throw new AffectException(ErrorCodes.UnsupportedModality, $"'{package.Manifest.Name}' is not a model of text; this version scores text only.");
        }

        return new TextScorer(TextExtractors.Create(package.Schema, package.Files), OnnxModel.Open(package));
    }

    public SparseFeatures Extract(TextRows rows, int maxEntries, CancellationToken cancellationToken) =>
        new(_extractor.Extract(rows.Texts, maxEntries, cancellationToken), rows.Rows, rows.Rejected) { Notice = rows.Notice, Ids = rows.Ids };

    public async ValueTask<IReadOnlyList<Reading>> ScoreAsync(SparseFeatures features, CancellationToken cancellationToken) =>
        _readings.Create(features, await _runs.RunAsync(features.Matrix, cancellationToken).ConfigureAwait(false));

    public Reading Score(SharedText text)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return ReadingFactory.Failed(EmptyText);
        }

        var row = _extractor.Extract(text);
        var classes = _model.Classes;
        var probabilities = classes <= StackClasses ? stackalloc float[classes] : new float[classes];
        _model.PredictProba(row.Columns, row.Values, probabilities);
        return _readings.Scored(0, probabilities);
    }

    public void Dispose() => _model.Dispose();
}
