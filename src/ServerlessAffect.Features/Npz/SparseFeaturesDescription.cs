using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Features.Npz;

/// <summary>What stands beside a feature file.</summary>
/// <param name="Schema">What the numbers are.</param>
/// <param name="Hash">Of the schema.</param>
/// <param name="Arrays">What the file holds, by name.</param>
/// <param name="Rejected">Rows without features.</param>
public sealed record SparseFeaturesDescription(FeatureSchema Schema, ContentHash Hash, IReadOnlyList<ArrayDescription> Arrays, IReadOnlyList<RejectedRow> Rejected);
