using System.Reflection;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>Version and commit of the program, as its build recorded them.</summary>
internal static class CodeVersion
{
    public static string Current { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
