namespace ServerlessAffect.Cli.Exploring;

/// <summary>What <c>affect explore --json</c> prints.</summary>
/// <param name="Report">Path of the HTML file.</param>
/// <param name="Pages">Ids of its pages, in order.</param>
internal sealed record ExploredLine(string Report, IReadOnlyList<string> Pages);
