using System.Diagnostics;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Storage.Telemetry;

namespace ServerlessAffect.Storage.Connections;

/// <summary>Every call to the storage goes through here: a span, a duration, typed errors.</summary>
internal static class StorageCall
{
    /// <param name="operation">A verb and what it is done to, for example <c>create blob</c>.</param>
    /// <param name="store">Name of the container or queue; never of a blob, which may name a person.</param>
    public static async Task<T> RunAsync<T>(string operation, string store, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        using var activity = StorageTelemetry.StartActivity(operation, store);
        var started = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var typed = StorageFaults.Of(e, store, cancellationToken);
            error = (typed ?? e as AffectException)?.Code ?? e.GetType().Name;
            activity?.SetStatus(ActivityStatusCode.Error, error);
            if (typed is null)
            {
                if (e is AggregateException && cancellationToken.IsCancellationRequested)
                {
                    // The SDK's retries throw what they met until the caller gave up, all together; to the caller it is his own giving up.
                    throw new OperationCanceledException("The caller gave up while storage was tried again and again.", e, cancellationToken);
                }

                throw;
            }

            throw typed;
        }
        finally
        {
            StorageTelemetry.Record(operation, store, error, Stopwatch.GetElapsedTime(started));
        }
    }
}
