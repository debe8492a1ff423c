namespace ServerlessAffect.Conformance;

/// <summary>Names the adapter that a class derived from a suite tries: <see cref="Coverage"/> finds the adapters that nobody tries.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdapterAttribute(Type adapter) : Attribute
{
    public Type Adapter { get; } = adapter;
}
