using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>What one model says of one recording that was handed in directly.</summary>
/// <param name="Item">Hash of the recording's bytes.</param>
/// <param name="Notice">The model's, and what has to be said besides.</param>
public sealed record RecordingAnswer(ContentHash Item, Modality Modality, ModelManifest Manifest, string Notice, Reading Reading);
