using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>What to evaluate and how.</summary>
public sealed record EvaluationRequest
{
    public required Recipe Recipe { get; init; }

    /// <summary>What the recipe's features need of words.</summary>
    public WordLists Words { get; init; } = WordLists.None;

    /// <summary>One at least.</summary>
    public required IReadOnlyList<DataSource> Data { get; init; }

    /// <summary>Other folders whose rows are predicted instead, each by a model that never saw the row's group.</summary>
    public IReadOnlyList<DataSource> Test { get; init; } = [];

    public EvaluationProtocol Protocol { get; init; } = EvaluationProtocol.Split;

    /// <summary>Null: as the recipe says.</summary>
    public Standardising? Standardise { get; init; }

    public int Seed { get; init; }

    /// <summary>Folder for <c>predictions.csv</c> and <c>metrics.json</c>; made where it is missing.</summary>
    public required string Folder { get; init; }
}
