using System.Globalization;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>Looks up the items that a question is about, and what people said of them; nothing of their content is read.</summary>
public sealed class StoredItems(IItemStore items, ILabelStore labels, ModelDirectory directory, IOptions<PipelineOptions> options)
{
    private const int LookUps = 16;

    /// <summary>The archive as it is now.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>: no such items; <see cref="ErrorCodes.InvalidRequest"/>: items of both kinds and none named;
    /// <see cref="ErrorCodes.FileTooLarge"/>: more than is explored at once.</exception>
    internal async Task<SeenArchive> FindAsync(ReportQuestion question, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        var found = new List<(ItemRecord Item, ItemSource Source)>();
        var (recordings, texts) = (0, 0);
        await foreach (var item in items.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (KindOf(item) is { } kind && item.Sources.FirstOrDefault(s => IsMeant(question, s)) is { } source)
            {
                (recordings, texts) = kind is ReportKind.Recordings ? (recordings + 1, texts) : (recordings, texts + 1);
                if (question.Kind is null || question.Kind == kind)
                {
                    found.Add((item, source));
                }
            }
        }

        if (question.Kind is null && recordings > 0 && texts > 0)
        {
            throw new AffectException(
                ErrorCodes.InvalidRequest, $"There are {recordings} recordings and {texts} texts, and one report is about one kind; say \"kind\": \"recordings\" or \"texts\".");
        }

        Require(found);
        return await SeeAsync(question, found, seenAt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The items of a report as it saw them.</summary>
    /// <returns>Null where one of them was erased since.</returns>
    internal async Task<SeenArchive?> FindAsync(ReportRecord report, CancellationToken cancellationToken)
    {
        var found = new (ItemRecord Item, ItemSource Source)?[report.Items.Count];
        await Parallel.ForEachAsync(report.Items.Index(), Width(cancellationToken), async (id, token) =>
        {
            var record = await items.GetAsync(id.Item, token).ConfigureAwait(false);
            found[id.Index] = record?.Value is { } item && item.Sources.FirstOrDefault(s => IsMeant(report.Question, s)) is { } source ? (item, source) : null;
        }).ConfigureAwait(false);
        if (Array.Exists(found, f => f is null))
        {
            return null;
        }

        var seen = await SeeAsync(report.Question, Array.ConvertAll(found, f => f!.Value), report.SeenAt, cancellationToken).ConfigureAwait(false);
        return seen with { Models = report.Models };
    }

    private async Task<SeenArchive> SeeAsync(ReportQuestion question, IReadOnlyList<(ItemRecord Item, ItemSource Source)> found, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        var kind = KindOf(found[0].Item)!.Value;
        var given = new IReadOnlyList<ItemLabel>[found.Count];
        await Parallel.ForEachAsync(found.Index(), Width(cancellationToken), async (item, token) =>
            given[item.Index] = await labels.ListAsync(item.Item.Item.Id, token).Where(l => l.At <= seenAt).ToListAsync(token).ConfigureAwait(false)).ConfigureAwait(false);

        // One name may have brought other bytes later.
        var names = found.CountBy(f => f.Source.Name, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        SeenItem[] seen = [.. found
            .Select((f, i) => new SeenItem(f.Item, f.Source, names[f.Source.Name] == 1 ? f.Source.Name : $"{f.Source.Name} ({f.Item.Id.Short})", given[i]))
            .OrderBy(s => s.Name, StringComparer.Ordinal)];
        var models = await ChampionsAsync(kind, cancellationToken).ConfigureAwait(false);
        return new SeenArchive(question, kind, seen, models);
    }

    private async Task<IReadOnlyList<string>> ChampionsAsync(ReportKind kind, CancellationToken cancellationToken)
    {
        var champions = await directory.ChampionsAsync(kind is ReportKind.Recordings ? Modality.Audio : Modality.Text, cancellationToken).ConfigureAwait(false);
        return [.. champions.Select(c => $"{c.Model}@{c.Version}")];
    }

    private void Require(List<(ItemRecord Item, ItemSource Source)> found)
    {
        if (found.Count == 0)
        {
            throw new AffectException(ErrorCodes.UnknownData, "No item that was taken fits the question; look at the prefix, the subject and the kind, or wait until the files are taken.");
        }

        var limits = options.Value;
        if (found.Count > limits.ExploreItems)
        {
            throw TooMuch($"The question is about {found.Count:N0} items, and {limits.ExploreItems:N0} are explored at most (Pipeline:ExploreItems)");
        }

        var bytes = found.Sum(f => f.Item.Bytes);
        if (bytes > limits.ExploreBytes)
        {
            throw TooMuch($"The items have {bytes:N0} bytes together, and {limits.ExploreBytes:N0} are explored at most (Pipeline:ExploreBytes)");
        }
    }

    internal static AffectException TooMuch(FormattableString what) =>
        new(ErrorCodes.FileTooLarge, $"{what.ToString(CultureInfo.InvariantCulture)}; ask for a part by 'prefix' or 'subject'.");

    private static bool IsMeant(ReportQuestion question, ItemSource source) =>
        (question.Prefix is null || source.Name.StartsWith(question.Prefix, StringComparison.Ordinal))
        && (question.Subject is null || string.Equals(source.Subject, question.Subject, StringComparison.Ordinal));

    /// <summary>Null where the item cannot be explored: not taken yet, refused, or an image.</summary>
    private static ReportKind? KindOf(ItemRecord item) => item.State is not (ItemState.Extracted or ItemState.Scored) ? null : item.Modality switch
    {
        Modality.Audio or Modality.Video => ReportKind.Recordings,
        Modality.Text => ReportKind.Texts,
        _ => null,
    };

    private static ParallelOptions Width(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = LookUps, CancellationToken = cancellationToken };
}
