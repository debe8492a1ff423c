using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration;

/// <summary>What items can be measured by.</summary>
public static class FeatureSets
{
    /// <summary>Weights of words and pairs of words, brought to some tens of directions.</summary>
    public const string Terms = "terms";

    public static IReadOnlyList<string> Names { get; } = [AudioFeatureSets.Vlog, AudioFeatureSets.Functionals, AudioFeatureSets.Seed, Terms];

    /// <summary>The set of an archive: the one that is wanted, else the default of its kind; null for numbers, which are measured already.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownFeatureSet"/>: no set of that name for such items.</exception>
    internal static string? Choose(ArchiveKind kind, string? wanted)
    {
        string[] fitting = kind switch
        {
            ArchiveKind.Recordings => [AudioFeatureSets.Vlog, AudioFeatureSets.Functionals, AudioFeatureSets.Seed],
            ArchiveKind.Texts => [Terms],
            _ => [],
        };
        return wanted is null ? fitting.FirstOrDefault()
            : fitting.Contains(wanted, StringComparer.Ordinal) ? wanted
            : throw new AffectException(
                ErrorCodes.UnknownFeatureSet,
                fitting.Length == 0
                    ? "A table of numbers is explored as it is; leave out the feature set."
                    : $"'{Printable.Shorten(wanted, 40)}' is no feature set of {(kind == ArchiveKind.Texts ? "texts" : "recordings")}; expected {string.Join(", ", fitting)}.");
    }
}
