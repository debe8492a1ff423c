using System.Collections.ObjectModel;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Extraction;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>Brings the content of items and what was read of it out of storage. An item whose file is gone, or cannot be read any more, is left out and named.</summary>
public sealed class FetchArchive(IMediaStore media, IPredictionStore predictions, ItemFiles files, ITextIntake intake, IOptions<PipelineOptions> options)
{
    private const int Fetches = 8;
    private const int NamedAtMost = 5;

    /// <param name="folder">Takes the recordings; stays the caller's.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: nothing is left; <see cref="ErrorCodes.FileTooLarge"/>: more rows of texts than are explored at once.</exception>
    internal async Task<FetchedArchive> RunAsync(SeenArchive seen, string folder, CancellationToken cancellationToken)
    {
        var fetched = new Fetched[seen.Items.Count];
        var rows = 0;
        var width = new ParallelOptions { MaxDegreeOfParallelism = Fetches, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(seen.Items.Index(), width, async (item, token) =>
        {
            try
            {
                var items = seen.Kind is ReportKind.Texts
                    ? await ReadTextsAsync(item.Item, seen.Task, token).ConfigureAwait(false)
                    : [await DownloadAsync(item.Item, item.Index, seen.Task, folder, token).ConfigureAwait(false)];
                RequireFew(Interlocked.Add(ref rows, items.Count));
                var (readings, notices) = await ReadingsAsync(item.Item, items, seen.Models, token).ConfigureAwait(false);
                fetched[item.Index] = new Fetched([.. items.Select(i => i.Item)], readings, notices, null);
            }
            catch (AffectException fault) when (FileRules.IsOfTheFile(fault) && fault.Code is not ErrorCodes.FileTooLarge || fault.Code is ErrorCodes.NotFound)
            {
                fetched[item.Index] = new Fetched([], ReadOnlyDictionary<string, IReadOnlyList<ArchiveReading>>.Empty, [], $"{Printable.Shorten(item.Item.Name, 120)} was left out: {fault.Message}");
            }
        }).ConfigureAwait(false);

        ArchiveItem[] all = [.. fetched.SelectMany(f => f.Items)];
        string[] left = [.. fetched.Select(f => f.Fault).OfType<string>()];
        if (all.Length == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"None of the {seen.Items.Count} items can be explored. {left.FirstOrDefault()}");
        }

        string[] notices = [.. fetched.SelectMany(f => f.Notices).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var archive = new Archive(
            seen.Question.Prefix is { } prefix ? $"inbox/{prefix}" : "the inbox", seen.Kind is ReportKind.Texts ? ArchiveKind.Texts : ArchiveKind.Recordings, all)
        {
            Remarks = [.. Remarks(seen, all, left)],
            Terms = notices.Length > 0 ? string.Join(' ', notices) : null,
        };
        return new FetchedArchive(archive, new StoredReadings(fetched.SelectMany(f => f.Readings).ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal)));
    }

    private void RequireFew(int rows)
    {
        if (rows > options.Value.ExploreItems)
        {
            throw StoredItems.TooMuch($"The items have more than {options.Value.ExploreItems:N0} texts together, and no more are explored (Pipeline:ExploreItems)");
        }
    }

    private async Task<IReadOnlyList<(int Row, ArchiveItem Item)>> ReadTextsAsync(SeenItem seen, string? task, CancellationToken cancellationToken)
    {
        var texts = await files.ReadAsync(seen.Item, (content, format, token) => intake.ReadAsync(content.Stream, format, token), cancellationToken).ConfigureAwait(false);
        var labels = seen.LabelsOf(task);
        var alone = texts.Rows.Count + texts.Rejected.Count == 1;
        return [.. texts.Rows.Select((row, i) => (row, Describe(seen, alone ? seen.Name : string.Create(CultureInfo.InvariantCulture, $"{seen.Name}#{row}"), labels.GetValueOrDefault(row)) with { Text = texts.Texts[i] }))];
    }

    /// <summary>The decoder reads files, and a report reads each recording more than once.</summary>
    private async Task<(int Row, ArchiveItem Item)> DownloadAsync(SeenItem seen, int place, string? task, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{place}.{seen.Item.Format ?? MediaFormat.OfFileName(seen.Source.Name).Name}"));
        foreach (var source in seen.Item.Sources.OrderByDescending(s => s == seen.Source))
        {
            await using var file = await media.OpenAsync(source.Name, cancellationToken).ConfigureAwait(false);

            // A file of other bytes may have taken the name: it is never read beyond the length that was counted.
            if (file?.Bytes == seen.Item.Bytes && await CopyAsync(file.Content, path, cancellationToken).ConfigureAwait(false) == seen.Item.Id.Value)
            {
                return (0, Describe(seen, seen.Name, seen.LabelsOf(task).GetValueOrDefault(0)) with { Recording = path });
            }
        }

        throw new AffectException(ErrorCodes.NotFound, "Its file is not in the inbox any more.");
    }

    private static async Task<string> CopyAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        await using var copy = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        copy.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancellationToken).ConfigureAwait(false));
    }

    private static ArchiveItem Describe(SeenItem seen, string id, string? label) =>
        new(id) { Label = label, Group = seen.Source.Subject, Date = NameDate.Of(seen.Source.Name) };

    private async Task<(Dictionary<string, IReadOnlyList<ArchiveReading>> Readings, IReadOnlyList<string> Notices)> ReadingsAsync(
        SeenItem seen, IReadOnlyList<(int Row, ArchiveItem Item)> items, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        var byRow = items.ToDictionary(i => i.Row, i => new List<ArchiveReading>());
        var notices = new List<string>();
        await foreach (var document in predictions.ListAsync(seen.Item.Id, cancellationToken).ConfigureAwait(false))
        {
            var model = $"{document.Model.Name}@{document.Model.Version}";
            if (!models.Contains(model, StringComparer.Ordinal))
            {
                continue;
            }

            notices.Add(document.Notice);
            foreach (var reading in document.Readings)
            {
                if (reading is { Status: ReadingStatus.Scored, Label: { } label, Unsure: { } unsure, Probabilities: { } probabilities } && byRow.TryGetValue(reading.Row, out var of))
                {
                    of.Add(new ArchiveReading(0, model, label, unsure, probabilities));
                }
            }
        }

        return (items.ToDictionary(i => i.Item.Id, i => (IReadOnlyList<ArchiveReading>)byRow[i.Row], StringComparer.Ordinal), notices);
    }

    private static IEnumerable<string> Remarks(SeenArchive seen, ArchiveItem[] items, string[] left)
    {
        if (items.Count(i => i.Label is not null) is var labelled and > 0)
        {
            yield return $"{labelled} of {items.Length} items have labels that people gave by the classes of {seen.Task}.";
        }

        if (items.Any(i => i.Date is not null))
        {
            yield return "Dates stand in the names of the files.";
        }

        foreach (var fault in left.Take(NamedAtMost))
        {
            yield return fault;
        }

        if (left.Length > NamedAtMost)
        {
            yield return $"{left.Length - NamedAtMost} more items were left out for like reasons.";
        }
    }

    /// <param name="Fault">Why the item was left out; null where it was not.</param>
    private sealed record Fetched(
        IReadOnlyList<ArchiveItem> Items, IReadOnlyDictionary<string, IReadOnlyList<ArchiveReading>> Readings, IReadOnlyList<string> Notices, string? Fault);
}
