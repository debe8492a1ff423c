namespace ServerlessAffect.Learning.Manifold;

/// <summary>The push of the points of an embedding on each other, q_ij = 1 / (1 + |y_i - y_j|²).</summary>
internal interface ITsneRepulsion
{
    /// <summary>forces[i] = Σ_j q_ij² (y_i - y_j).</summary>
    /// <param name="points">Where the points are.</param>
    /// <param name="forces">As many.</param>
    /// <param name="parallelism">Threads at most; the bits do not depend on it.</param>
    /// <param name="cancellationToken">Looked at every some hundred points.</param>
    /// <returns>Σ_ij q_ij over all pairs of different points.</returns>
    double Push(PointSet points, PointSet forces, int parallelism, CancellationToken cancellationToken);
}
