using System.Globalization;
using System.Text;
using ServerlessAffect.Core;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Projecting;

namespace ServerlessAffect.Pipeline.Exploration.Files;

/// <summary><see cref="ExploreFiles.Embedding"/>: the point of every drawn item in every picture.</summary>
internal static class EmbeddingFile
{
    public static async Task WriteAsync(IReadOnlyList<ArchiveItem> items, Projections projections, string path, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await file.WriteAsync("id,method,x,y,z\n".AsMemory(), cancellationToken).ConfigureAwait(false);
        var line = new StringBuilder();
        foreach (var projection in projections.All)
        {
            for (var i = 0; i < projection.Rows.Count; i++)
            {
                line.Clear();
                CsvField.Append(line, items[projection.Rows[i]].Id);
                line.Append(CultureInfo.InvariantCulture, $",{projection.Name},{projection.Points[i, 0]:R},{projection.Points[i, 1]:R},");
                if (projection.Points.Columns > 2)
                {
                    line.Append(CultureInfo.InvariantCulture, $"{projection.Points[i, 2]:R}");
                }

                await file.WriteAsync(line.Append('\n'), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
