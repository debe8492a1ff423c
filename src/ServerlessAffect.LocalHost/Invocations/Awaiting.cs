namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>The shapes of task that a function may return, as one.</summary>
internal static class Awaiting
{
    public static ValueTask<object?> Nothing(Task task)
    {
        return task.IsCompletedSuccessfully ? default : Slow(task);

        static async ValueTask<object?> Slow(Task task)
        {
            await task.ConfigureAwait(false);
            return null;
        }
    }

    public static ValueTask<object?> Result<T>(Task<T> task)
    {
        return task.IsCompletedSuccessfully ? new ValueTask<object?>(task.Result) : Slow(task);

        static async ValueTask<object?> Slow(Task<T> task) => await task.ConfigureAwait(false);
    }

    public static async ValueTask<object?> ValueResult<T>(ValueTask<T> task) => await task.ConfigureAwait(false);
}
