using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>Turns a function's method into one delegate, so that an invocation costs no reflection.</summary>
internal static class FunctionCompiler
{
    /// <summary>Calls the method on the target (null for a static one) with arguments out of the invocation; returns what it returned, awaited.</summary>
    public static Func<object?, Invocation, ValueTask<object?>> Compile(FunctionDescriptor function)
    {
        var target = Expression.Parameter(typeof(object), "target");
        var invocation = Expression.Parameter(typeof(Invocation), "invocation");
        var method = function.Method;
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(target, method.DeclaringType!),
            method,
            method.GetParameters().Select(p => Argument(p, function, invocation)));
        return Expression.Lambda<Func<object?, Invocation, ValueTask<object?>>>(Awaited(call), target, invocation).Compile();
    }

    /// <summary>What the method returns once awaited; typeof(void) for nothing.</summary>
    public static Type ResultType(MethodInfo method) => method.ReturnType switch
    {
        var t when t == typeof(Task) || t == typeof(ValueTask) => typeof(void),
        { IsGenericType: true } t when t.GetGenericTypeDefinition() is var g && (g == typeof(Task<>) || g == typeof(ValueTask<>)) => t.GetGenericArguments()[0],
        var t => t,
    };

    /// <summary>Why a function that nobody waits for cannot return what it does; null when it returns nothing.</summary>
    public static string? RefuseResult(MethodInfo method) =>
        ResultType(method) == typeof(void) ? null : "must return nothing, as a task or not: there is nobody to take a result";

    /// <summary>Whether a parameter's type can be read out of a text: a string, or anything that parses itself.</summary>
    public static bool IsReadable(Type type) => type == typeof(string)
        || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GetGenericArguments()[0] == type);

    private static Expression Argument(ParameterInfo parameter, FunctionDescriptor function, ParameterExpression invocation)
    {
        if (parameter.Position == function.TriggerParameter.Position)
        {
            return Expression.Convert(Expression.Property(invocation, nameof(Invocation.Trigger)), parameter.ParameterType);
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return Expression.Property(invocation, nameof(Invocation.CancellationToken));
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return invocation;
        }

        var name = Expression.Constant(parameter.Name);
        return parameter.ParameterType == typeof(string)
            ? Expression.Call(typeof(NamedValues), nameof(NamedValues.ReadText), null, invocation, name)
            : Expression.Call(typeof(NamedValues), nameof(NamedValues.Read), [parameter.ParameterType], invocation, name);
    }

    private static Expression Awaited(MethodCallExpression call) => call.Type switch
    {
        var t when t == typeof(void) => Expression.Block(call, Expression.Default(typeof(ValueTask<object?>))),
        var t when t == typeof(Task) => Expression.Call(typeof(Awaiting), nameof(Awaiting.Nothing), null, call),
        var t when t == typeof(ValueTask) => Expression.Call(typeof(Awaiting), nameof(Awaiting.Nothing), null, Expression.Call(call, nameof(ValueTask.AsTask), null)),
        { IsGenericType: true } t when t.GetGenericTypeDefinition() == typeof(Task<>) =>
            Expression.Call(typeof(Awaiting), nameof(Awaiting.Result), t.GetGenericArguments(), call),
        { IsGenericType: true } t when t.GetGenericTypeDefinition() == typeof(ValueTask<>) =>
            Expression.Call(typeof(Awaiting), nameof(Awaiting.ValueResult), t.GetGenericArguments(), call),
        _ => Expression.New(typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object))),
    };
}
