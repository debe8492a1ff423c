using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Exploration.Texts;

/// <summary>Texts that stand in an archive several times once links, white space and case are taken off.</summary>
/// <param name="Repeated">Texts that stand there at least twice, each counted once.</param>
/// <param name="Superfluous">Items that repeat an earlier one.</param>
/// <param name="Across">Items of the second part that also stand in the first; 0 where the archive has no two parts.</param>
/// <param name="Parts">The two parts; empty where there are no two.</param>
/// <param name="OfSecond">Items of the second part.</param>
internal sealed record SharedTexts(int Repeated, int Superfluous, int Across, IReadOnlyList<string> Parts, int OfSecond)
{
    public static SharedTexts Of(IReadOnlyList<ArchiveItem> items)
    {
        string[] keys = [.. items.Select(i => TextKey.Of(i.Text!))];
        var counts = keys.CountBy(k => k, StringComparer.Ordinal).Where(c => c.Value > 1).ToArray();
        string[] parts = [.. items.Select(i => i.Part).OfType<string>().Distinct(StringComparer.Ordinal)];
        var (across, ofSecond) = (0, 0);
        if (parts.Length == 2)
        {
            var first = Enumerable.Range(0, keys.Length).Where(i => items[i].Part == parts[0]).Select(i => keys[i]).ToHashSet(StringComparer.Ordinal);
            int[] second = [.. Enumerable.Range(0, keys.Length).Where(i => items[i].Part == parts[1])];
            (across, ofSecond) = (second.Count(i => first.Contains(keys[i])), second.Length);
        }

        return new SharedTexts(counts.Length, counts.Sum(c => c.Value - 1), across, parts.Length == 2 ? parts : [], ofSecond);
    }
}
