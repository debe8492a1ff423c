using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>An item of storage as a report sees it.</summary>
/// <param name="Source">The arrival that the question chose it by.</param>
/// <param name="Name">Unique among the items of the report.</param>
/// <param name="Labels">Given before the archive was looked at, oldest first.</param>
internal sealed record SeenItem(ItemRecord Item, ItemSource Source, string Name, IReadOnlyList<ItemLabel> Labels)
{
    /// <summary>What was said last of each row by the classes of this model.</summary>
    public IReadOnlyDictionary<int, string> LabelsOf(string? task)
    {
        var rows = new Dictionary<int, string>();
        foreach (var label in Labels)
        {
            if (string.Equals(label.Task, task, StringComparison.Ordinal))
            {
                rows[label.Row] = label.Label;
            }
        }

        return rows;
    }
}
