using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>A function as its attributes declare it.</summary>
internal sealed class FunctionDescriptor(string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger)
{
    private DescribedFunction? _definition;

    public string Name { get; } = name;

    /// <summary>The name under which storage knows it, the same as in the cloud.</summary>
    public string Id { get; } = "Host.Functions." + name;

    public MethodInfo Method { get; } = method;

    public ParameterInfo TriggerParameter { get; } = triggerParameter;

    public TriggerBindingAttribute Trigger { get; } = trigger;

    /// <summary>As in function.json: <c>httpTrigger</c>, <c>blobTrigger</c>.</summary>
    public string TriggerKind { get; } = char.ToLowerInvariant(trigger.GetType().Name[0]) + trigger.GetType().Name[1..^"Attribute".Length];

    public FunctionDefinition Definition => _definition ??= new DescribedFunction(this);

    public override string ToString() => $"{Name} ({Method.DeclaringType?.Name}.{Method.Name})";
}
