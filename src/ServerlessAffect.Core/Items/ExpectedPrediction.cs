using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Items;

/// <summary>A reading that the item owes: by this model version, on features of this schema.</summary>
/// <param name="Done">Whether the prediction has been written.</param>
public sealed record ExpectedPrediction(string Model, string Version, ContentHash Schema, bool Done);
