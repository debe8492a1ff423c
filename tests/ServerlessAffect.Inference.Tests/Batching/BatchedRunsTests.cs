using System.Collections.Concurrent;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Inference.Batching;

namespace ServerlessAffect.Inference.Tests.Batching;

public sealed class BatchedRunsTests : IDisposable
{
    private const int Columns = 4;
    private readonly ConcurrentQueue<CsrMatrix> _runs = new();
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private readonly BatchedRuns _batched;

    public BatchedRunsTests() => _batched = new BatchedRuns(Run, Columns);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task A_call_alone_runs_at_once_with_its_own_rows()
    {
        var rows = Rows(3, 1);
        var call = _batched.RunAsync(rows, CancellationToken.None);
        Assert.True(call.IsCompleted);
        var answer = await call;
        Assert.Equal([3f, 3f], answer.Values);
        Assert.Same(rows, Assert.Single(_runs));
    }

    [Fact]
    public async Task Calls_that_come_while_one_runs_go_together_and_each_gets_its_own_rows()
    {
        var first = await BusyAsync();
        var calls = Enumerable.Range(1, 5).Select(n => _batched.RunAsync(Rows(n, n), CancellationToken.None).AsTask()).ToArray();

        _gate.Set();
        await Task.WhenAll([first, .. calls]);

        Assert.Equal([1, 15], _runs.Select(r => r.Rows));
        Assert.All(calls.Index(), c => Assert.Equal(Enumerable.Repeat((float)(c.Index + 1), 2 * (c.Index + 1)), c.Item.Result.Values));
    }

    [Fact]
    public async Task A_call_that_cannot_be_scored_fails_alone()
    {
        var first = await BusyAsync();
        var good = _batched.RunAsync(Rows(2, 1), CancellationToken.None).AsTask();
        var bad = _batched.RunAsync(Rows(-1, 1), CancellationToken.None).AsTask();
        var alsoGood = _batched.RunAsync(Rows(3, 1), CancellationToken.None).AsTask();

        _gate.Set();
        await first;

        Assert.Equal(2f, (await good).Values[0]);
        Assert.Equal("below zero", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Equal(3f, (await alsoGood).Values[0]);
    }

    [Fact]
    public async Task A_call_that_is_given_up_ends_at_once_and_the_others_go_on()
    {
        var first = await BusyAsync();
        using var giveUp = new CancellationTokenSource();
        var given = _batched.RunAsync(Rows(2, 1), giveUp.Token).AsTask();
        var kept = _batched.RunAsync(Rows(3, 1), CancellationToken.None).AsTask();

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(kept.IsCompleted);

        _gate.Set();
        await first;
        Assert.Equal(3f, (await kept).Values[0]);
        Assert.Equal([1, 1], _runs.Select(r => r.Rows));
    }

    [Fact]
    public async Task No_run_has_more_rows_than_are_allowed_and_a_larger_call_waits_for_nobody()
    {
        var first = await BusyAsync();
        var calls = Enumerable.Range(1, 4).Select(n => _batched.RunAsync(Rows(n, 25), CancellationToken.None).AsTask()).ToArray();
        var large = Task.Run(() => _batched.RunAsync(Rows(9, BatchedRuns.MaxRows + 1), CancellationToken.None).AsTask());
        while (_runs.Count < 2)
        {
            await Task.Delay(1);
        }

        _gate.Set();
        await Task.WhenAll([first, large, .. calls]);
        Assert.Equal([1, BatchedRuns.MaxRows + 1, 50, 50], _runs.Select(r => r.Rows));
    }

    [Fact]
    public async Task Rows_of_another_width_are_left_to_the_model_to_refuse()
    {
        var narrow = new CsrMatrix(1, 1, [0, 0], [], []);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _batched.RunAsync(narrow, CancellationToken.None));
        Assert.Equal(5f, (await _batched.RunAsync(Rows(5, 1), CancellationToken.None)).Values[0]);
    }

    [Fact]
    public async Task Nobody_is_forgotten_or_confused_when_many_call_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4000).Select(n => Task.Run(async () =>
        {
            var call = _batched.RunAsync(Rows(n % 7 == 0 ? -1 : n, 1 + (n % 3)), CancellationToken.None);
            if (n % 7 == 0)
            {
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
            }
            else
            {
                Assert.Equal(Enumerable.Repeat((float)n, 2 * (1 + (n % 3))), (await call).Values);
            }
        }))).WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Starts a call and returns when the model is running it.</summary>
    private async Task<Task> BusyAsync()
    {
        _gate.Reset();
        var first = Task.Run(() => _batched.RunAsync(Rows(0, 1), CancellationToken.None).AsTask());
        while (_runs.IsEmpty)
        {
            await Task.Delay(1);
        }

        return first;
    }

    /// <summary>Every class of a row gets the value of the row's only entry.</summary>
    private ProbabilityMatrix Run(CsrMatrix rows, CancellationToken cancellationToken)
    {
        _runs.Enqueue(rows);
        _gate.Wait(cancellationToken);
        if (rows.Columns != Columns || rows.Values.Any(v => v < 0))
        {
            throw new InvalidOperationException("below zero");
        }

        return new ProbabilityMatrix(rows.Rows, 2, [.. Enumerable.Range(0, rows.Rows).SelectMany(r => new[] { (float)rows.RowValues(r)[0], (float)rows.RowValues(r)[0] })]);
    }

    private static CsrMatrix Rows(double value, int count) =>
        new(count, Columns, [.. Enumerable.Range(0, count + 1)], [.. Enumerable.Range(0, count).Select(i => i % Columns)], [.. Enumerable.Repeat(value, count)]);
}
