namespace ServerlessAffect.Learning.Cluster;

/// <summary>When <see cref="MiniBatchKMeans"/> has seen enough batches.</summary>
/// <param name="weight">Of the newest batch in the smoothed inertia.</param>
/// <param name="maxNoImprovement">Batches without a lower smoothed inertia; null for any number.</param>
/// <param name="tolerance">Of the centres' squared way; below 0 for none.</param>
internal sealed class MiniBatchWatch(double weight, int? maxNoImprovement, double tolerance)
{
    private double? _smoothed;
    private double _least = double.PositiveInfinity;
    private int _without;

    /// <param name="step">From 1; the first tells of the start alone.</param>
    /// <param name="inertia">A row's share of the batch's.</param>
    /// <param name="way">Squared, of all centres.</param>
    internal bool Converged(int step, double inertia, double way)
    {
        if (step == 1)
        {
            return false;
        }

        _smoothed = _smoothed is { } before ? (before * (1 - weight)) + (inertia * weight) : inertia;
        if (way <= tolerance)
        {
            return true;
        }

        (_least, _without) = _smoothed < _least ? (_smoothed.Value, 0) : (_least, _without + 1);
        return _without >= maxNoImprovement;
    }
}
