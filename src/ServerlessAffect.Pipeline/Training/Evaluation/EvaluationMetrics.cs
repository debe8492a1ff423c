namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>The file <c>metrics.json</c>.</summary>
public sealed record EvaluationMetrics : EvaluationFigures
{
    public required string Recipe { get; init; }

    public required string Protocol { get; init; }

    /// <summary>What was predicted, and by what, in words.</summary>
    public required string Compared { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>[truth][predicted], in the order of the classes.</summary>
    public required int[][] Confusion { get; init; }

    public required IReadOnlyDictionary<string, ClassFigures> PerClass { get; init; }

    /// <summary>How many groups the rows come from.</summary>
    public required int Groups { get; init; }

    /// <summary>Figures by group; empty where there are more than 200 groups, as for texts that are a group each.</summary>
    public required IReadOnlyDictionary<string, GroupFigures> PerGroup { get; init; }

    /// <summary>The same figures for the rows whose text, links aside, is in no text that the model was fitted on; null where no row is such a repeat or all are.</summary>
    public EvaluationFigures? WithoutRepeats { get; init; }
}
