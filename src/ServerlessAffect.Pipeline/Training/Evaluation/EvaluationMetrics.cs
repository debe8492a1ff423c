using System.Text.Json.Serialization;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>The file <c>metrics.json</c>.</summary>
public sealed record EvaluationMetrics : EvaluationFigures
{
    [JsonPropertyOrder(-9)]
    public required string Recipe { get; init; }

    [JsonPropertyOrder(-8)]
    public required string Protocol { get; init; }

    /// <summary>Whether the tested speakers' own unlabelled recordings were used to standardise their features, which a figure has to say; null in files of before it was noted.</summary>
    [JsonPropertyOrder(-7)]
    public Standardising? Standardise { get; init; }

    /// <summary>What was predicted, and by what, in words.</summary>
    [JsonPropertyOrder(15)]
    public required string Compared { get; init; }

    [JsonPropertyOrder(16)]
    public required int Seed { get; init; }

    [JsonPropertyOrder(-6)]
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Whether every fit, those of the folds included, reached its tolerance; false where an iteration limit ended one; null in files of before it was noted.</summary>
    [JsonPropertyOrder(17)]
    public bool? Converged { get; init; }

    /// <summary>[truth][predicted], in the order of the classes.</summary>
    [JsonPropertyOrder(10)]
    public required int[][] Confusion { get; init; }

    [JsonPropertyOrder(11)]
    public required IReadOnlyDictionary<string, ClassFigures> PerClass { get; init; }

    /// <summary>How many groups the rows come from.</summary>
    [JsonPropertyOrder(12)]
    public required int Groups { get; init; }

    /// <summary>Figures by named group; empty where there are more than 200. A text that is its own group has none.</summary>
    [JsonPropertyOrder(13)]
    public required IReadOnlyDictionary<string, GroupFigures> PerGroup { get; init; }

    /// <summary>The same figures for the rows whose text, links aside, is in no text that the model was fitted on; null where no row is such a repeat or all are.</summary>
    [JsonPropertyOrder(14)]
    public EvaluationFigures? WithoutRepeats { get; init; }
}
