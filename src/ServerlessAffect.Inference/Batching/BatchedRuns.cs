using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Inference.Batching;

/// <summary>Answers calls that come at the same time by one run of their model. A call that finds the model idle runs at once on its own thread, and nothing is
/// waited for; those that come meanwhile go together in the next run. Each keeps its own cancellation and its own failure. Safe for concurrent use.</summary>
/// <param name="run">Scores the rows of a matrix: <see cref="OnnxModel.PredictProba(CsrMatrix, CancellationToken)"/>.</param>
/// <param name="columns">Columns of the model: rows of another width are no company for others.</param>
public sealed class BatchedRuns(Func<CsrMatrix, CancellationToken, ProbabilityMatrix> run, int columns)
{
    /// <summary>Rows of a common run, which takes a fraction of a millisecond. A call with more is a batch by itself and runs beside the others.</summary>
    public const int MaxRows = 64;

    private readonly Lock _gate = new();
    private readonly Queue<WaitingRows> _waiting = [];
    private bool _busy;

    /// <returns>[rows of this call, classes].</returns>
    /// <exception cref="Core.Errors.AffectException">What <paramref name="run"/> throws on these rows alone.</exception>
    public async ValueTask<ProbabilityMatrix> RunAsync(CsrMatrix rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Rows > MaxRows || rows.Columns != columns)
        {
            return run(rows, cancellationToken);
        }

        if (EnterOrWait(rows, cancellationToken) is { } waiting)
        {
            return await waiting.Answer.ConfigureAwait(false);
        }

        try
        {
            return run(rows, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    /// <returns>Null where the model was idle and is the caller's now.</returns>
    private WaitingRows? EnterOrWait(CsrMatrix rows, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_busy)
            {
                _busy = true;
                return null;
            }

            var waiting = new WaitingRows(rows, cancellationToken);
            _waiting.Enqueue(waiting);
            return waiting;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _busy = _waiting.Count > 0;
            if (!_busy)
            {
                return;
            }
        }

        // Not on this thread: whoever has its answer goes on with its own work.
        ThreadPool.UnsafeQueueUserWorkItem(static runs => runs.RunWaiting(), this, preferLocal: false);
    }

    private void RunWaiting()
    {
        for (var together = TakeSome(); together.Count > 0; together = TakeSome())
        {
            if (together.Count == 1 || !TryRunTogether(together))
            {
                foreach (var waiting in together)
                {
                    waiting.RunAlone(run);
                }
            }
        }
    }

    /// <returns>Those who go together next; none where the model is idle from now on.</returns>
    private List<WaitingRows> TakeSome()
    {
        var taken = new List<WaitingRows>();
        var rows = 0;
        lock (_gate)
        {
            while (_waiting.TryPeek(out var next) && (taken.Count == 0 || rows + next.Rows.Rows <= MaxRows))
            {
                _waiting.Dequeue();
                if (!next.IsGivenUp)
                {
                    taken.Add(next);
                    rows += next.Rows.Rows;
                }
            }

            _busy = taken.Count > 0;
        }

        return taken;
    }

    /// <returns>False where the run failed: each shall be run alone, so that only the one that is to blame fails.</returns>
    private bool TryRunTogether(List<WaitingRows> together)
    {
        ProbabilityMatrix answers;
        try
        {
            answers = run(StackedRows.Of(together, columns), CancellationToken.None);
        }
        catch (Exception)
        {
            // Whatever it was, it is thrown again to the call that it belongs to.
            return false;
        }

        var first = 0;
        foreach (var waiting in together)
        {
            var rows = waiting.Rows.Rows;
            waiting.Succeed(new ProbabilityMatrix(rows, answers.Classes, answers.Values.AsSpan(first * answers.Classes, rows * answers.Classes).ToArray()));
            first += rows;
        }

        return true;
    }
}
