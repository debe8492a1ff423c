using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Purposes;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>What this machine's user declared that voices are read for.</summary>
internal static class PurposeSetting
{
    private static readonly string Variable = DeclaredPurpose.Setting.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>As the configuration of a host reads it: the variable <c>Affect__Purpose</c>, whatever its case.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.ProhibitedPurpose"/>, <see cref="ErrorCodes.UnknownPurpose"/>.</exception>
    public static DeclaredPurpose Of(Surroundings surroundings) => DeclaredPurpose.OnThisMachine(
        surroundings.Variables.FirstOrDefault(v => string.Equals(v.Key, Variable, StringComparison.OrdinalIgnoreCase)).Value);
}
