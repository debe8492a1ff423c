using Microsoft.Azure.Functions.Worker;

namespace ServerlessAffect.LocalHost.Invocations;

internal sealed class InvocationBindings(IReadOnlyDictionary<string, object?> values) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData => values;
}
