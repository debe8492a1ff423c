namespace ServerlessAffect.Learning.Svm;

/// <summary>Two sides to be parted.</summary>
/// <param name="Rows">Training rows, the positive ones first.</param>
/// <param name="Signs">1 or -1 for each of <paramref name="Rows"/>.</param>
/// <param name="PositiveCost">C of the positive rows.</param>
/// <param name="NegativeCost">C of the negative rows.</param>
internal sealed record SmoProblem(int[] Rows, sbyte[] Signs, double PositiveCost, double NegativeCost);
