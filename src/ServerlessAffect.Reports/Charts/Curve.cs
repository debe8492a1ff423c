namespace ServerlessAffect.Reports.Charts;

/// <param name="Name">Class or model.</param>
/// <param name="X">False positive rate, or recall.</param>
/// <param name="Y">True positive rate, or precision.</param>
/// <param name="Area">Below it.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, double Area);
