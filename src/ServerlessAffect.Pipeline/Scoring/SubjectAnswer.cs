using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>What one model says of one of a subject's kept recordings, or why nothing can be said of it.</summary>
/// <param name="Item">The recording's record.</param>
/// <param name="Manifest">Who speaks; null where the recording cannot be read.</param>
/// <param name="Notice">The model's, and what has to be said besides; empty where nobody speaks.</param>
public sealed record SubjectAnswer(ItemRecord Item, ModelManifest? Manifest, string Notice, Reading Reading);
