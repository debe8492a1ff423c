namespace ServerlessAffect.Core.Items;

/// <param name="Task">The model's name whose classes the label is one of, for example <c>tweet-topic</c>.</param>
/// <param name="Row">Number of the row in its file, from 0.</param>
/// <param name="By">Who said so; null where unknown.</param>
public sealed record ItemLabel(string Task, int Row, string Label, string? By, DateTimeOffset At);
