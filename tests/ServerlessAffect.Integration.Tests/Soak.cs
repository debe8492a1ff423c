namespace ServerlessAffect.Integration.Tests;

/// <summary><c>./affect test --soak</c> sets <c>AFFECT_SOAK</c>: the full counts.</summary>
internal static class Soak
{
    public static bool IsOn { get; } = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AFFECT_SOAK"));
}
