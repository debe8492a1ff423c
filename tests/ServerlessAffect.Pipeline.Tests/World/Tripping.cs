using System.Reflection;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>Any port with a <see cref="Tripwire"/> around it.</summary>
public class Tripping<TPort> : DispatchProxy
    where TPort : class
{
    private TPort _inner = null!;
    private Tripwire _wire = null!;

    internal void Wrap(TPort inner, Tripwire wire) => (_inner, _wire) = (inner, wire);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _wire.BeforeCall();
        object? result;
        try
        {
            result = targetMethod!.Invoke(_inner, args);
        }
        catch (TargetInvocationException wrapped)
        {
            throw wrapped.InnerException!;
        }

        if (_wire.CountCall())
        {
            (result as Task)?.GetAwaiter().GetResult();
            throw new SimulatedCrashException();
        }

        return result;
    }
}
