using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>What one model says of one item.</summary>
/// <param name="Notice">The model's, and what has to be said besides.</param>
internal sealed record ItemAnswer(ModelManifest Manifest, string Notice, IReadOnlyList<Reading> Readings);
