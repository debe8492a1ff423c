using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Inference;
using ServerlessAffect.Inference.Timelines;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>The extractor and the network of one package, side by side: what made the features in training makes them here.</summary>
public sealed class RecordingScorer : IRecordingScorer, IDisposable
{
    private readonly DenseModel _model;
    private readonly TimelineFactory _timelines;

    private RecordingScorer(IAudioExtractor extractor, DenseModel model) => (Extractor, _model, _timelines) = (extractor, model, new TimelineFactory(model.Manifest));

    public ModelManifest Manifest => _model.Manifest;

    public IAudioExtractor Extractor { get; }

    /// <exception cref="AffectException">What the extractor and the model throw; <see cref="ErrorCodes.UnsupportedModality"/>: not a model of recordings.</exception>
    public static RecordingScorer Open(ModelPackage package) => Open(package, AudioExtractors.Create);

    /// <param name="extractorOf">Makes the extractor of a schema.</param>
    internal static RecordingScorer Open(ModelPackage package, Func<FeatureSchema, IAudioExtractor> extractorOf)
    {
        ArgumentNullException.ThrowIfNull(package);
        return package.Manifest.Modality is Modality.Audio
            ? new RecordingScorer(extractorOf(package.Schema), DenseModel.Open(package))
            : throw new AffectException(ErrorCodes.UnsupportedModality, $"'{package.Manifest.Name}' is not a model of recordings.");
    }

    public Reading Score(DenseFeatures features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Standardised != Manifest.Standardise)
        {
            throw new AffectException(
                ErrorCodes.SchemaMismatch,
                Manifest.Standardise is Standardising.Speaker
                    ? $"The model {Manifest.Name} reads the recordings of one subject together, and this one came alone: 'affect score --subject S' brings them together."
                    : $"The model {Manifest.Name} reads recordings as they are, and these were standardised by their subject.");
        }

        return _timelines.Create(features, _model.PredictProba(features.Rows, cancellationToken)) with { VoiceActivity = features.VoiceActivity };
    }

    public void Dispose() => _model.Dispose();
}
