namespace ServerlessAffect.Learning.Optimisation;

/// <summary>A smooth function of many variables.</summary>
internal interface IObjective
{
    /// <summary>The value at <paramref name="point"/>; writes the whole gradient.</summary>
    double Evaluate(double[] point, double[] gradient, CancellationToken cancellationToken);
}
