using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Options;

namespace ServerlessAffect.LocalHost.Triggers.Http;

/// <summary>Functions with an HTTP trigger: an endpoint under <c>/api</c> each. The server is the host's.</summary>
internal sealed class HttpTrigger(IEndpointRouteBuilder endpoints, HttpOptions options, InvocationTracker tracker) : ITriggerKind
{
    private readonly FunctionKeys _keys = new(options);
    private readonly Dictionary<string, FunctionDescriptor> _taken = new(StringComparer.OrdinalIgnoreCase);

    public Type Attribute => typeof(HttpTriggerAttribute);

    public string? Refuse(FunctionDescriptor function)
    {
        if (function.TriggerParameter.ParameterType != typeof(HttpRequest))
        {
            return "must take the HTTP trigger as HttpRequest";
        }

        var result = FunctionCompiler.ResultType(function.Method);
        if (result != typeof(void) && !typeof(IResult).IsAssignableFrom(result) && !typeof(IActionResult).IsAssignableFrom(result))
        {
            return "must return IResult, IActionResult or nothing, as a task or not";
        }

        if (Trigger(function).AuthLevel is AuthorizationLevel.User or AuthorizationLevel.System)
        {
            return "must have the authorization level Anonymous, Function or Admin";
        }

        try
        {
            RoutePatternFactory.Parse(Route(function));
            return null;
        }
        catch (RoutePatternException e)
        {
            return $"has a route that cannot be read: {e.Message}";
        }
    }

    public IReadOnlyCollection<string> ValueNames(FunctionDescriptor function) => [.. RoutePatternFactory.Parse(Route(function)).Parameters.Select(p => p.Name)];

    public IEnumerable<ITriggerListener> Listen(FunctionInvoker invoker)
    {
        var trigger = Trigger(invoker.Function);
        var endpoint = new HttpEndpoint(invoker, trigger.AuthLevel, _keys, options.RequestTimeout, tracker);
        var pattern = RoutePatternFactory.Parse(Route(invoker.Function));
        Take(invoker.Function, pattern, trigger.Methods);
        _ = trigger.Methods is { Length: > 0 } methods
            ? endpoints.MapMethods(pattern.RawText!, methods.Select(m => m.ToUpperInvariant()), endpoint.HandleAsync)
            : endpoints.Map(pattern, endpoint.HandleAsync);
        return [];
    }

    /// <summary>Two functions at one address would fail when it is called; say so before.</summary>
    private void Take(FunctionDescriptor function, RoutePattern pattern, string[]? methods)
    {
        var shape = string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Shape))));
        foreach (var method in methods is { Length: > 0 } ? methods : ["any method"])
        {
            if (!_taken.TryAdd($"{method} {shape}", function))
            {
                throw new AffectException(ErrorCodes.InvalidFunction,
                    $"The functions cannot be run: {_taken[$"{method} {shape}"]} and {function} have the same route and method ({method} {pattern.RawText}).");
            }
        }
    }

    /// <summary>What decides between routes: literals and constraints, not the names of parameters.</summary>
    private static string Shape(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(p => p.Content))}}}",
        _ => "",
    };

    private static string Route(FunctionDescriptor function) => $"/api/{(Trigger(function).Route ?? function.Name).TrimStart('/')}";

    private static HttpTriggerAttribute Trigger(FunctionDescriptor function) => (HttpTriggerAttribute)function.Trigger;
}
