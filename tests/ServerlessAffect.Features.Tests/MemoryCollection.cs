namespace ServerlessAffect.Features.Tests;

/// <summary>Tests that measure the whole process's memory run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "measures memory";
}
