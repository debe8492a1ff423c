namespace ServerlessAffect.Testing;

/// <summary><c>./affect test --soak</c> sets <c>AFFECT_SOAK</c>: the full counts of kills and fuzzing.</summary>
public static class Soak
{
    public static bool IsOn { get; } = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AFFECT_SOAK"));
}
