using System.Globalization;
using System.Text;
using ServerlessAffect.Core;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Grouping;

namespace ServerlessAffect.Pipeline.Exploration.Files;

/// <summary><see cref="ExploreFiles.Assignments"/>: the cluster of every item by every method.</summary>
internal static class AssignmentsFile
{
    public static async Task WriteAsync(IReadOnlyList<ArchiveItem> items, Groups? groups, string path, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await file.WriteAsync("id,method,cluster\n".AsMemory(), cancellationToken).ConfigureAwait(false);
        var line = new StringBuilder();
        foreach (var run in groups?.Runs ?? [])
        {
            for (var i = 0; i < items.Count; i++)
            {
                line.Clear();
                CsvField.Append(line, items[i].Id);
                line.Append(CultureInfo.InvariantCulture, $",{run.Method.Name},{run.Labels[i]}\n");
                await file.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
