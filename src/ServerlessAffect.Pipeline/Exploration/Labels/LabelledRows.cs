using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Exploration.Labels;

/// <summary>The items that can be learned from: those with a label of a class that has enough of them.</summary>
/// <param name="Rows">Of the archive, ascending.</param>
/// <param name="Classes">Names, in order.</param>
/// <param name="Truth">[rows], indices into <paramref name="Classes"/>.</param>
/// <param name="Groups">[rows], items of one group are never split: the group where one is known, else the text without its links, else the item itself.</param>
/// <param name="Grouped">Whether speakers or authors are known of all rows.</param>
internal sealed record LabelledRows(int[] Rows, IReadOnlyList<string> Classes, int[] Truth, IReadOnlyList<string> Groups, bool Grouped)
{
    /// <returns>Null where fewer than two classes have so many items in so many groups.</returns>
    public static LabelledRows? Of(ExploredArchive explored, int fewest)
    {
        var items = explored.Items;
        string GroupOf(int row) => items[row].Group ?? (items[row].Text is { } text ? TextKey.Of(text) : items[row].Id);
        var enough = Enumerable.Range(0, items.Count).Where(i => items[i].Label is not null).GroupBy(i => items[i].Label!, StringComparer.Ordinal)
            .Where(c => c.Select(GroupOf).Distinct(StringComparer.Ordinal).Take(fewest).Count() == fewest)
            .Select(c => c.Key).Order(StringComparer.Ordinal).ToArray();
        if (enough.Length < 2)
        {
            return null;
        }

        int[] rows = [.. Enumerable.Range(0, items.Count).Where(i => items[i].Label is { } label && enough.Contains(label, StringComparer.Ordinal))];
        return new LabelledRows(
            rows, enough, Array.ConvertAll(rows, r => Array.IndexOf(enough, items[r].Label)), Array.ConvertAll(rows, GroupOf), Array.TrueForAll(rows, r => items[r].Group is not null));
    }
}
