namespace ServerlessAffect.Learning.Cluster;

/// <summary>A method that groups rows. Implementations are immutable settings, safe for threads, and give the same clusters for the same rows and settings.</summary>
public interface IClusterer
{
    /// <param name="x">[rows, columns], finite; read, not kept unless the result says so.</param>
    /// <param name="progress">Told now and then where a long fit stands.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.InvalidData"/>: too few rows for the settings, or values that are not numbers; the sentence says what to change.</exception>
    IClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default);
}
