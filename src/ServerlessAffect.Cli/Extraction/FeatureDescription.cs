using System.Text.Json.Serialization;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Cli.Extraction;

/// <summary>The json beside the file of <c>affect features</c>.</summary>
/// <param name="Schema">What the numbers are.</param>
/// <param name="Hash">Of the schema.</param>
/// <param name="SampleRate">Hz; null for what has none.</param>
/// <param name="Arrays">What the file holds.</param>
/// <param name="Raised">What could not be computed.</param>
internal sealed record FeatureDescription(
    FeatureSchema Schema,
    ContentHash Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? SampleRate,
    IReadOnlyList<ArrayDescription> Arrays,
    IReadOnlyList<RaisedError> Raised);
