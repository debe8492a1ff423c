using System.Text.Json;
using ServerlessAffect.LocalHost.Invocations;

namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>Hands a message to a function, as text or as what its JSON says.</summary>
internal sealed class QueueFunction(FunctionInvoker invoker) : IMessageHandler
{
    // As the worker reads messages unless an application says otherwise.
    private static readonly JsonSerializerOptions s_json = new() { PropertyNameCaseInsensitive = true };
    private static readonly Dictionary<string, object?> s_noValues = [];

    public Task HandleAsync(string text, CancellationToken cancellationToken) =>
        invoker.InvokeAsync(new Invocation(invoker.Function, Read(text), s_noValues), invoker.Options.FunctionTimeout, finish: null, cancellationToken);

    private object Read(string text)
    {
        var type = invoker.Function.TriggerParameter.ParameterType;
        if (type == typeof(string))
        {
            return text;
        }

        try
        {
            return JsonSerializer.Deserialize(text, type, s_json) ?? throw new MalformedMessageException($"The message is the JSON 'null', and {invoker.Function.Name} needs a {type.Name}.");
        }
        catch (JsonException e)
        {
            throw new MalformedMessageException($"The message is not the JSON of a {type.Name} (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
    }
}
