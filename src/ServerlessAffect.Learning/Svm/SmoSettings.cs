namespace ServerlessAffect.Learning.Svm;

/// <param name="Tolerance">Stops when the two rows that break the optimality conditions most do so by less in sum.</param>
/// <param name="MaxIterations">Pairs of rows at most; reaching it leaves the solution where it is.</param>
/// <param name="CacheBytes">Room for kernel rows.</param>
internal sealed record SmoSettings(double Tolerance, long MaxIterations, long CacheBytes);
