using Microsoft.Azure.Functions.Worker;

namespace ServerlessAffect.LocalHost.Invocations;

internal sealed class TriggerMetadata(FunctionDescriptor function) : BindingMetadata
{
    public override string Name => function.TriggerParameter.Name!;

    public override string Type => function.TriggerKind;

    public override BindingDirection Direction => BindingDirection.In;
}
