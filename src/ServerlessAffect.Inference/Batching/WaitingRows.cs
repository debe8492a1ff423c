using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Inference.Batching;

/// <summary>The rows of one call that waits for a run of the model.</summary>
internal sealed class WaitingRows(CsrMatrix rows, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<ProbabilityMatrix> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CsrMatrix Rows => rows;

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsGivenUp => cancellationToken.IsCancellationRequested;

    /// <summary>Ends with the answer, with this call's own failure, or with its cancellation, whichever comes first.</summary>
    public Task<ProbabilityMatrix> Answer => _answer.Task.WaitAsync(cancellationToken);

    public void Succeed(ProbabilityMatrix probabilities) => _answer.TrySetResult(probabilities);

    /// <summary>Runs these rows by themselves.</summary>
    public void RunAlone(Func<CsrMatrix, CancellationToken, ProbabilityMatrix> run)
    {
        try
        {
            Succeed(run(rows, cancellationToken));
        }
        catch (Exception exception)
        {
            _answer.TrySetException(exception);
        }
    }
}
