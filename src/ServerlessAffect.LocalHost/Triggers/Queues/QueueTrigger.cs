using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Storage;

namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>Functions with a queue trigger.</summary>
internal sealed partial class QueueTrigger(StorageConnections connections, IConfiguration configuration, InvocationEnvironment environment) : ITriggerKind
{
    public Type Attribute => typeof(QueueTriggerAttribute);

    public string? Refuse(FunctionDescriptor function)
    {
        var type = function.TriggerParameter.ParameterType;
        if (type.IsPrimitive || type.IsPointer || type.IsByRef || type == typeof(byte[]) || typeof(Stream).IsAssignableFrom(type))
        {
            return "must take the queue message as string or as a type that its JSON can be read into";
        }

        return QueueNames().IsMatch(QueueName(function)) ? FunctionCompiler.RefuseResult(function.Method) : $"has a queue name that storage does not allow ('{QueueName(function)}')";
    }

    public IReadOnlyCollection<string> ValueNames(FunctionDescriptor function) => [];

    public IEnumerable<ITriggerListener> Listen(FunctionInvoker invoker)
    {
        var queues = connections.Queues(Trigger(invoker.Function).Connection);
        var name = QueueName(invoker.Function);
        var failures = new FailureLog(connections.HostBlobs(), environment.Options.HostId, environment.Time);
        yield return new QueueListener(queues.GetQueueClient(name), queues.GetQueueClient(name + "-poison"), new QueueFunction(invoker), failures, environment);
    }

    private string QueueName(FunctionDescriptor function) => SettingText.Expand(configuration, Trigger(function).QueueName);

    private static QueueTriggerAttribute Trigger(FunctionDescriptor function) => (QueueTriggerAttribute)function.Trigger;

    // Shorter than storage allows by the '-poison' that is appended.
    [GeneratedRegex("^(?=.{3,56}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex QueueNames();
}
