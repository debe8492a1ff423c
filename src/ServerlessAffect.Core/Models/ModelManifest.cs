using System.Text.Json.Serialization;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Core.Models;

/// <summary>What a model is, where it came from and what may be done with it; the file <c>manifest.json</c> beside <c>model.onnx</c>.</summary>
public sealed record ModelManifest
{
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>Lower-case letters, digits and hyphens, for example <c>tweet-topic</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Immutable, unique per name: <c>yyyyMMdd-</c> and eight digits of the model's digest.</summary>
    public required string Version { get; init; }

    public required Modality Modality { get; init; }

    /// <summary>In the order of the model's output.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    public required ContentHash SchemaHash { get; init; }

    /// <summary>What is done to features of the schema before the model reads them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Standardising Standardise { get; init; }

    public required ModelCalibration Calibration { get; init; }

    /// <summary>Name of the measure, its value and 95 % interval on the part that no fitting saw.</summary>
    public required IReadOnlyDictionary<string, MetricEstimate> Metrics { get; init; }

    /// <summary>What the metrics were measured on, in words.</summary>
    public required string Protocol { get; init; }

    public required string Recipe { get; init; }

    public required ContentHash RecipeHash { get; init; }

    /// <summary>Hash over the training data's files.</summary>
    public required ContentHash Snapshot { get; init; }

    public required int Seed { get; init; }

    public required string CodeVersion { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Terms under which the training data, and so the weights, may be used.</summary>
    public required string Terms { get; init; }

    /// <summary>Said with every reading.</summary>
    public required string Notice { get; init; }

    /// <summary>SHA-256 of every file of the package but the manifest, by file name; <c>model.onnx</c> and <c>schema.json</c> are always there.</summary>
    public required IReadOnlyDictionary<string, ContentHash> Files { get; init; }

    /// <summary>SHA-256 of the manifest's own file with this digest's digits replaced by zeros.</summary>
    public required ContentHash Digest { get; init; }
}
