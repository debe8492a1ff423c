namespace ServerlessAffect.LocalHost.Options;

/// <summary>Functions with a timer trigger.</summary>
public sealed record TimerOptions
{
    /// <summary>The lease that makes one of several hosts run a timer; 15 to 60 s, as Azure Storage has it. Another host takes over after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);
}
