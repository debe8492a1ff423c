using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>Removes everything that is about one subject. May be repeated after a failure half-way.</summary>
public sealed partial class EraseSubject(IItemStore items, ItemLedger ledger, IItemEraser eraser, TimeProvider clock, ILogger<EraseSubject> logger)
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: no subject.</exception>
    public async Task<Erasure> RunAsync(string subject, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            throw new AffectException(ErrorCodes.InvalidRequest, "Say whose items are to be erased; a blank subject would mean nobody's.");
        }

        using var operation = Operation.Start("EraseSubject", clock);
        var (erased, kept) = (0, 0);
        var removed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var item in items.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            var theirs = item.Sources.Where(s => IsOf(s, subject)).ToArray();
            if (theirs.Length == 0)
            {
                continue;
            }

            if (item.Sources.Any(s => s.Subject is not null && !IsOf(s, subject)))
            {
                foreach (var source in theirs)
                {
                    Add(removed, await eraser.EraseSourceAsync(source, cancellationToken).ConfigureAwait(false));
                }

                // Last, so that an interrupted erasure still finds the sources when it is repeated.
                await ledger.ChangeAsync(
                    item.Id,
                    current => current is null ? null : current with { Sources = [.. current.Sources.Where(s => !IsOf(s, subject))] },
                    cancellationToken).ConfigureAwait(false);
                kept++;
            }
            else
            {
                // A source that nobody is named for holds the same words, so it goes too.
                Add(removed, await eraser.EraseAsync(item, cancellationToken).ConfigureAwait(false));
                erased++;
            }
        }

        LogErased(logger, erased, kept);
        return new Erasure(subject, erased, kept, removed);
    }

    private static bool IsOf(ItemSource source, string subject) => string.Equals(source.Subject, subject, StringComparison.Ordinal);

    private static void Add(SortedDictionary<string, int> sum, IReadOnlyDictionary<string, int> part)
    {
        foreach (var (kind, count) in part)
        {
            sum[kind] = sum.GetValueOrDefault(kind) + count;
        }
    }

    [LoggerMessage(1201, LogLevel.Information, "Erased a subject: {Erased} items gone, {Kept} kept for other subjects.")]
    private static partial void LogErased(ILogger logger, int erased, int kept);
}
