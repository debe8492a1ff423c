using ServerlessAffect.LocalHost.Invocations;

namespace ServerlessAffect.LocalHost.Triggers;

/// <summary>What the host knows about one trigger attribute. A new kind of trigger is one more of these.</summary>
internal interface ITriggerKind
{
    /// <summary>The attribute's type.</summary>
    Type Attribute { get; }

    /// <summary>Why a function cannot be run as it is declared, as the rest of a sentence that begins with its name; null when it can.</summary>
    string? Refuse(FunctionDescriptor function);

    /// <summary>Names that parameters besides the trigger's may have, to receive a part of what triggered.</summary>
    IReadOnlyCollection<string> ValueNames(FunctionDescriptor function);

    /// <summary>Called once a function, before the host starts. Functions may share a listener; it is returned with the first of them.</summary>
    IEnumerable<ITriggerListener> Listen(FunctionInvoker invoker);
}
