namespace ServerlessAffect.Core.Readings;

/// <summary>What one model says of one row of one item.</summary>
public sealed record Reading
{
    /// <summary>Number of the row in its file, from 0.</summary>
    public required int Row { get; init; }

    /// <summary>The row's own name, where its file or request gives one.</summary>
    public string? Id { get; init; }

    public required ReadingStatus Status { get; init; }

    /// <summary>The most probable class, even where <see cref="Unsure"/>; null when failed.</summary>
    public string? Label { get; init; }

    /// <summary>Calibrated probability of <see cref="Label"/>, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Whether the confidence is below the model's threshold.</summary>
    public bool? Unsure { get; init; }

    /// <summary>Probability per class, in the model's class order; they sum to 1.</summary>
    public IReadOnlyDictionary<string, double>? Probabilities { get; init; }

    /// <summary>Time-stamped parts of a recording; empty for text.</summary>
    public IReadOnlyList<ReadingWindow> Windows { get; init; } = [];

    /// <summary>The rule that told speech from other sound, for example <c>silero-v6</c> or <c>energy</c>; null for text.</summary>
    public string? VoiceActivity { get; init; }

    /// <summary>Why there is no reading; null when scored.</summary>
    public ReadingError? Error { get; init; }
}
