namespace ServerlessAffect.Pipeline.Exploration;

/// <summary>What one model reads of one item.</summary>
/// <param name="Item">Row of the item.</param>
/// <param name="Model"><c>NAME@VERSION</c>.</param>
/// <param name="Label">The most probable class, even where unsure.</param>
/// <param name="Unsure">The confidence is below the model's threshold.</param>
/// <param name="Probabilities">By class.</param>
public sealed record ArchiveReading(int Item, string Model, string Label, bool Unsure, IReadOnlyDictionary<string, double> Probabilities);
