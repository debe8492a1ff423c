using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Diagnostics;
using ServerlessAffect.LocalHost.Options;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>Runs one function: an instance and a scope of its own each time, within a deadline, through the middleware, traced and counted.</summary>
internal sealed class FunctionInvoker
{
    private readonly InvocationEnvironment _environment;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly ObjectFactory? _create;
    private readonly Func<object?, Invocation, ValueTask<object?>> _call;
    private readonly KeyValuePair<string, object?> _nameTag;
    private readonly KeyValuePair<string, object?> _triggerTag;

    public FunctionInvoker(FunctionDescriptor function, InvocationEnvironment environment, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        Function = function;
        _environment = environment;
        _call = FunctionCompiler.Compile(function);
        _create = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, Type.EmptyTypes);
        _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)(context => ExecuteAsync((Invocation)context)), (next, wrap) => wrap(next));
        _nameTag = new("faas.name", function.Name);
        _triggerTag = new("faas.trigger", function.TriggerKind);
    }

    public FunctionDescriptor Function { get; }

    public LocalHostOptions Options => _environment.Options;

    /// <summary>Runs the function to its end; throws what it threw.</summary>
    /// <param name="finish">Runs after the function, inside the same deadline: what makes a response of a result.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TimedOut"/> when the deadline cancelled it.</exception>
    public async Task InvokeAsync(Invocation invocation, TimeSpan timeout, Func<Invocation, Task>? finish, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = HostTelemetry.Activities.StartActivity(Function.Name, invocation.Http is null ? ActivityKind.Consumer : ActivityKind.Internal);
        activity?.AddTag(_nameTag.Key, _nameTag.Value).AddTag(_triggerTag.Key, _triggerTag.Value).AddTag("faas.invocation_id", invocation.InvocationId);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _environment.Tracker.Cancelling);
        deadline.CancelAfter(timeout);
        try
        {
            if (invocation.Http is { } http)
            {
                invocation.Begin(http.RequestServices, deadline.Token);
                await RunAsync(invocation, timeout, finish).ConfigureAwait(false);
            }
            else
            {
                var scope = _environment.Scopes.CreateAsyncScope();
                await using (scope.ConfigureAwait(false))
                {
                    invocation.Begin(scope.ServiceProvider, deadline.Token);
                    await RunAsync(invocation, timeout, finish).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !IsCancelled(cancellationToken))
        {
            var error = new AffectException(ErrorCodes.TimedOut, $"{Function.Name} did not end within {timeout.TotalSeconds:0.#} s and was cancelled.", e, isTransient: true);
            Failed(invocation, error, activity);
            throw error;
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException || !IsCancelled(cancellationToken))
            {
                Failed(invocation, e, activity);
            }

            throw;
        }
        finally
        {
            HostTelemetry.Invocations.Add(1, _nameTag, _triggerTag);
            HostTelemetry.Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, _nameTag, _triggerTag);
            _environment.Listeners.WakeAll();
        }
    }

    private async Task RunAsync(Invocation invocation, TimeSpan timeout, Func<Invocation, Task>? finish)
    {
        var running = _pipeline(invocation);
        if (!running.IsCompleted)
        {
            await running.WaitAsync(timeout + _environment.Options.CancellationGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!running.IsCompleted)
            {
                _environment.Logger.InvocationAbandoned(Function.Name, invocation.InvocationId, _environment.Options.CancellationGrace);
                throw new OperationCanceledException();
            }
        }

        await running.ConfigureAwait(false);
        if (finish is not null)
        {
            await finish(invocation).ConfigureAwait(false);
        }
    }

    private async Task ExecuteAsync(Invocation invocation)
    {
        var instance = _create?.Invoke(invocation.InstanceServices, null);
        try
        {
            invocation.Result = await _call(instance, invocation).ConfigureAwait(false);
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (instance as IDisposable)?.Dispose();
            }
        }
    }

    /// <summary>Somebody wanted it to end: the client went away, or the host stops.</summary>
    private bool IsCancelled(CancellationToken caller) => caller.IsCancellationRequested || _environment.Tracker.Cancelling.IsCancellationRequested;

    private void Failed(Invocation invocation, Exception exception, Activity? activity)
    {
        activity?.SetStatus(ActivityStatusCode.Error).AddTag("error.type", exception is AffectException affect ? affect.Code : exception.GetType().FullName);
        HostTelemetry.Failures.Add(1, _nameTag, _triggerTag);
        if (exception is AffectException { Code: ErrorCodes.DamagedMessage })
        {
            // Whoever delivered the message says so when it gives it up.
            return;
        }

        _environment.Logger.InvocationFailed(Function.Name, invocation.InvocationId, Faults.Describe(exception), Faults.Origin(exception));
    }
}
