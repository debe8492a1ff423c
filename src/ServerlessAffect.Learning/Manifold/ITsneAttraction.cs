namespace ServerlessAffect.Learning.Manifold;

/// <summary>The pull of the rows' joint probabilities p_ij on the points of an embedding, q_ij = 1 / (1 + |y_i - y_j|²).</summary>
internal interface ITsneAttraction
{
    /// <summary>forces[i] = Σ_j p_ij q_ij (y_i - y_j).</summary>
    /// <param name="points">Where the points are.</param>
    /// <param name="forces">As many.</param>
    /// <param name="parallelism">Threads at most; the bits do not depend on it.</param>
    /// <param name="cancellationToken">Looked at every some hundred points.</param>
    void Pull(PointSet points, PointSet forces, int parallelism, CancellationToken cancellationToken);

    /// <summary>Σ_ij p_ij ln (p_ij / q_ij).</summary>
    double CrossEntropy(PointSet points, int parallelism, CancellationToken cancellationToken);
}
