using System.Runtime.CompilerServices;

namespace ServerlessAffect.Storage.Blobs;

/// <summary>Reads many blobs at once and hands them on in the order of their listing.</summary>
internal static class OrderedReads
{
    /// <summary>Enough to hide the way to the server, few enough to leave it to others.</summary>
    public const int Width = 16;

    public static async IAsyncEnumerable<TResult> ReadAsync<TSource, TResult>(
        IAsyncEnumerable<TSource> source, Func<TSource, CancellationToken, Task<TResult>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Queue<Task<TResult>>(Width);
        try
        {
            await foreach (var entry in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (underWay.Count == Width)
                {
                    yield return await underWay.Dequeue().ConfigureAwait(false);
                }

                underWay.Enqueue(read(entry, stop.Token));
            }

            while (underWay.TryDequeue(out var next))
            {
                yield return await next.ConfigureAwait(false);
            }
        }
        finally
        {
            // Whoever stops early, or failed, waits for what is under way: nothing is left running behind their back.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
