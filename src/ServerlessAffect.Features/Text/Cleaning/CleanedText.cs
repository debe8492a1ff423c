namespace ServerlessAffect.Features.Text.Cleaning;

/// <param name="Text">What is left for the features.</param>
/// <param name="Links">The links that were taken out, in order; empty for cleanings that keep or drop them silently.</param>
public sealed record CleanedText(string Text, IReadOnlyList<string> Links);
