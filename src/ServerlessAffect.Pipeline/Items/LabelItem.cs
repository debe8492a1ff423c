using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>Writes down what a person says an item is. A correction is one more entry; nothing is overwritten.</summary>
public sealed class LabelItem(
    IItemStore items,
    IPredictionStore predictions,
    ILabelStore labels,
    ModelDirectory directory,
    ModelLoading loading,
    Leftovers leftovers,
    TimeProvider clock)
{
    /// <param name="id">The item.</param>
    /// <param name="task">The model's name whose classes the label is one of.</param>
    /// <param name="row">Number of the row in its file, from 0.</param>
    /// <param name="label">One of the model's classes, in any case; it is written down as the model spells it.</param>
    /// <param name="by">Who says so; null where unknown.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.UnknownModel"/>, <see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public async Task<ItemLabel> RunAsync(ContentHash id, string task, int row, string label, string? by, CancellationToken cancellationToken)
    {
        using var operation = Operation.Start("LabelItem", clock);
        if (await items.GetAsync(id, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new AffectException(ErrorCodes.NotFound, $"There is no item {id.Short}; an item appears when its file has been taken.");
        }

        if (!ModelRef.TryParse(task, out var reference) || reference.Version is not null)
        {
            throw new AffectException(ErrorCodes.UnknownModel, $"'{Printable.Shorten(task, 64)}' is not the name of a model.");
        }

        var release = await directory.FindAsync(reference, cancellationToken).ConfigureAwait(false);
        var classes = (await loading.LoadAsync(release, cancellationToken).ConfigureAwait(false)).Classes;
        var spelt = SpellingOf(label, classes) ?? throw new AffectException(
            ErrorCodes.InvalidRequest, $"'{Printable.Shorten(label, 64)}' is no class of {task}; its classes are {string.Join(", ", classes)}.");
        await RequireRowAsync(id, row, cancellationToken).ConfigureAwait(false);
        var given = new ItemLabel(task, row, spelt, by, clock.GetUtcNow());
        await labels.AddAsync(id, given, cancellationToken).ConfigureAwait(false);
        if (await items.GetAsync(id, cancellationToken).ConfigureAwait(false) is null)
        {
            await leftovers.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
            throw new AffectException(ErrorCodes.NotFound, $"Item {id.Short} was erased while it was labelled.");
        }

        return given;
    }

    /// <summary>Letter by letter first: two classes may differ in case alone, and then another case is neither.</summary>
    private static string? SpellingOf(string label, IReadOnlyList<string> classes)
    {
        if (classes.FirstOrDefault(c => c.Equals(label, StringComparison.Ordinal)) is { } same)
        {
            return same;
        }

        var alike = classes.Where(c => c.Equals(label, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        return alike is [var one] ? one : null;
    }

    /// <summary>Only readings know how many rows a file has; before the first one any row may be labelled.</summary>
    private async Task RequireRowAsync(ContentHash id, int row, CancellationToken cancellationToken)
    {
        if (row < 0)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"Rows are counted from 0; {row} is before the first.");
        }

        await foreach (var document in predictions.ListAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (!document.Readings.Any(r => r.Row == row))
            {
                throw new AffectException(ErrorCodes.InvalidRequest, $"The item has no row {row}; its {document.Readings.Count} rows are counted from 0.");
            }

            return;
        }
    }
}
