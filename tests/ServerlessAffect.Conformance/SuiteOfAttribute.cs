namespace ServerlessAffect.Conformance;

/// <summary>Names the port whose contract the suite holds.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class SuiteOfAttribute(Type port) : Attribute
{
    public Type Port { get; } = port;
}
