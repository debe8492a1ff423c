using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>One run of a function, as functions and middleware see it. What is seldom asked for is made when it is.</summary>
internal sealed class Invocation(FunctionDescriptor function, object trigger, IReadOnlyDictionary<string, object?> bindingData) : FunctionContext
{
    /// <summary>Where the worker's ASP.NET Core integration keeps the HTTP context; <c>GetHttpContext()</c> reads it.</summary>
    private const string HttpContextKey = "HttpRequestContext";

    private string? _id;
    private IServiceProvider? _services;
    private IDictionary<object, object>? _items;
    private InvocationFeatures? _features;
    private CancellationToken _cancellationToken;

    public FunctionDescriptor Function { get; } = function;

    /// <summary>What the trigger's parameter receives, already of its type.</summary>
    public object Trigger { get; } = trigger;

    /// <summary>Values that parameters may ask for by name: route values, parts of a blob's path.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; } = bindingData;

    /// <summary>What the function returned, without the task around it.</summary>
    public object? Result { get; set; }

    public HttpContext? Http { get; init; }

    public override string InvocationId => _id ??= Guid.NewGuid().ToString();

    public override string FunctionId => Function.Id;

    public override TraceContext TraceContext => new CurrentTrace(Activity.Current);

    public override BindingContext BindingContext => new InvocationBindings(Values);

    public override RetryContext RetryContext => NoRetry.Instance;

    public override IServiceProvider InstanceServices
    {
        get => _services ?? throw new InvalidOperationException("The invocation has not begun.");
        set => _services = value;
    }

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items
    {
        get => _items ??= Http is null ? new Dictionary<object, object>() : new Dictionary<object, object> { [HttpContextKey] = Http };
        set => _items = value;
    }

    public override IInvocationFeatures Features => _features ??= new InvocationFeatures();

    public override CancellationToken CancellationToken => _cancellationToken;

    public void Begin(IServiceProvider services, CancellationToken cancellationToken)
    {
        _services = services;
        _cancellationToken = cancellationToken;
    }
}
