using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Pipeline.Recordings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Says who makes the features of a file: the one place that knows modalities on the way in.</summary>
public sealed class FeatureMaking(
    ITextIntake textIntake,
    ITextScorers textScorers,
    IFeatureStore features,
    IRecordingIntake recordingIntake,
    IRecordingScorers recordingScorers,
    IDenseFeatureStore denseFeatures,
    DeclaredPurpose purpose,
    IOptions<PipelineOptions> options)
{
    /// <exception cref="Core.Errors.AffectException">Voices may not be scored: <see cref="DeclaredPurpose.Require"/>.</exception>
    internal IItemFeatures Of(FileContent content, MediaFormat format)
    {
        if (format.Modality is Modality.Text)
        {
            return new TextItemFeatures(content, format, textIntake, textScorers, features, options.Value.MaxEntries);
        }

        purpose.Require();
        return new RecordingItemFeatures(content, format, options.Value.MaxDuration, recordingIntake, recordingScorers, denseFeatures);
    }
}
