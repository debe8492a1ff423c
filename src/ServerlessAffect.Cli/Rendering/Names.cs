using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Words of the contracts for the values of enums.</summary>
internal static class Names
{
    public static string? Of(Modality? modality) => modality?.ToString().ToLowerInvariant();
}
