namespace ServerlessAffect.Learning.Linear;

/// <summary>One class against the others.</summary>
/// <param name="Positive">Index of the class.</param>
/// <param name="PositiveCost">C of the rows of the class; a row whose cost is 0 does not take part.</param>
/// <param name="NegativeCost">C of the other rows.</param>
internal readonly record struct BinaryProblem(int Positive, double PositiveCost, double NegativeCost);
