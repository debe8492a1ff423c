namespace ServerlessAffect.Reports;

/// <summary>A sentence for the summary.</summary>
/// <param name="Sentence">What was found, with its number.</param>
/// <param name="Weight">How much it matters, 0 to 1; the summary takes the weightiest first.</param>
/// <param name="Caveat">What keeps it from meaning more than it says; null where nothing does.</param>
/// <param name="Page">Id of the page that shows it.</param>
public sealed record Finding(string Sentence, double Weight, string? Caveat, string Page);
