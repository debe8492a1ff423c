using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>A folder of a published data set, whose files or names of files say labels, speakers and parts.</summary>
internal static class KnownSet
{
    /// <returns>Null where the folder is none that is known.</returns>
    /// <exception cref="AffectException">It is one, and cannot be read.</exception>
    public static async Task<Archive?> TryReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (DataSets.Recognise(folder) is not { } name)
        {
            return null;
        }

        var set = await DataSets.ReadAsync(new DataSource(name, folder), null, null, cancellationToken).ConfigureAwait(false);
        var published = set.Published.Count > 0;
        ArchiveItem[] items = [.. set.Train.Select(e => Of(e, published ? "train" : null)), .. set.Published.Select(e => Of(e, "validation"))];
        return new Archive(name, items[0].Recording is null ? ArchiveKind.Texts : ArchiveKind.Recordings, items)
        {
            Terms = set.Terms,
            Remarks = [$"Read as the data set {name}: {(items[0].Recording is null ? "labels stand in its files" : "labels and speakers stand in the names of the files")}."],
        };
    }

    private static ArchiveItem Of(LabelledExample example, string? part) => new(example.Id)
    {
        Recording = example.Recording,
        Text = example.Recording is null ? example.Text : null,
        Label = example.Label,
        Group = example.HasNamedGroup ? example.Speaker : null,
        Part = part,
    };
}
