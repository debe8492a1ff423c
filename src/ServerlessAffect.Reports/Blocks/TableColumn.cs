namespace ServerlessAffect.Reports.Blocks;

/// <param name="Title">Its heading, with the unit where there is one.</param>
/// <param name="Numeric">Set to the right, in figures of one width.</param>
public sealed record TableColumn(string Title, bool Numeric = false);
