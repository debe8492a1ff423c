using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Cli.Demo;

/// <summary>How the samples that come with the program have to end.</summary>
internal static class DemoExpectation
{
    /// <summary>This one is damaged on purpose and belongs in quarantine; all others are scored.</summary>
    private const string Damaged = "damaged";

    /// <param name="samples">File names of all samples.</param>
    /// <param name="states">How each ended; missing where it never became an item.</param>
    public static bool IsMet(IEnumerable<string> samples, IReadOnlyDictionary<string, ItemState> states) =>
        samples.All(sample => states.TryGetValue(sample, out var state) && state == Of(sample));

    private static ItemState Of(string sample) =>
        string.Equals(Path.GetFileNameWithoutExtension(sample), Damaged, StringComparison.Ordinal) ? ItemState.Quarantined : ItemState.Scored;
}
