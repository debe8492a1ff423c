using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Storage;

namespace ServerlessAffect.LocalHost.Triggers.Timers;

/// <summary>Functions with a timer trigger.</summary>
internal sealed class TimerTrigger(StorageConnections connections, IConfiguration configuration, InvocationEnvironment environment) : ITriggerKind
{
    public Type Attribute => typeof(TimerTriggerAttribute);

    public string? Refuse(FunctionDescriptor function)
    {
        if (function.TriggerParameter.ParameterType != typeof(TimerInfo))
        {
            return "must take the timer as TimerInfo";
        }

        return Schedule(function) is null
            ? $"has a schedule that is neither six cron fields nor an interval ('{Text(function)}')"
            : FunctionCompiler.RefuseResult(function.Method);
    }

    public IReadOnlyCollection<string> ValueNames(FunctionDescriptor function) => [];

    public IEnumerable<ITriggerListener> Listen(FunctionInvoker invoker) =>
        [new TimerListener(invoker, Schedule(invoker.Function)!, connections.HostBlobs(), environment)];

    private TimerSchedule? Schedule(FunctionDescriptor function) => TimerSchedule.Parse(Text(function));

    private string Text(FunctionDescriptor function) => SettingText.Expand(configuration, ((TimerTriggerAttribute)function.Trigger).Schedule);
}
