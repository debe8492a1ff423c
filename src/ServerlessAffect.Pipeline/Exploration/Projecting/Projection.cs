using ServerlessAffect.Learning;

namespace ServerlessAffect.Pipeline.Exploration.Projecting;

/// <summary>Items as points that can be drawn.</summary>
/// <param name="Name">As the file <c>embedding.csv</c> has it.</param>
/// <param name="Title">For people.</param>
/// <param name="Rows">The items that are in it, ascending.</param>
/// <param name="Points">[rows, 2 or 3].</param>
/// <param name="Trust">Trustworthiness: how far neighbours in the picture are neighbours in the features, 0.5 for chance, 1 for all; null where it was not measured.</param>
internal sealed record Projection(string Name, string Title, IReadOnlyList<int> Rows, DenseMatrix Points, double? Trust);
