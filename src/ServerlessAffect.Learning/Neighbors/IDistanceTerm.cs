using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Neighbors;

/// <summary>What the difference in one column adds to a distance, four pairs of rows at a time.</summary>
internal interface IDistanceTerm
{
    static abstract Vector256<double> Add(Vector256<double> difference, Vector256<double> sum);
}
