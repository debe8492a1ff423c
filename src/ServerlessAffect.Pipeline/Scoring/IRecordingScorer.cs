using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Audio;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>One loaded version of a model of recordings with the extractor of its features. Safe for concurrent use.</summary>
public interface IRecordingScorer
{
    ModelManifest Manifest { get; }

    /// <summary>Of exactly the features that the model was trained on.</summary>
    IAudioExtractor Extractor { get; }

    /// <summary>The reading of the recording and of its parts, as row 0.</summary>
    Reading Score(DenseFeatures features, CancellationToken cancellationToken);
}
