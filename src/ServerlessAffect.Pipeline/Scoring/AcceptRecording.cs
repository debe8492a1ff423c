using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Takes a recording that is too long to be answered at once: it becomes a dropped file and goes the way of every file.</summary>
public sealed class AcceptRecording(IMediaStore media, ItemLedger ledger, ModelDirectory directory, DeclaredPurpose purpose, TimeProvider clock)
{
    /// <param name="content">Seekable; read from its start; stays the caller's.</param>
    /// <param name="model">Who shall score; null: every champion that reads recordings.</param>
    /// <param name="subject">Whom it is about, or null.</param>
    /// <param name="idempotencyKey">The client's own name for the request; the same key with another recording is refused. Null: the content alone is the identity.</param>
    /// <returns>The item whose readings will be the answer.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.Conflict"/>: the key was used for another recording; <see cref="ErrorCodes.UnknownModel"/>;
    /// <see cref="ErrorCodes.InvalidRequest"/>: a version was named that is not the champion; <see cref="ErrorCodes.MissingPurpose"/>.</exception>
    public async Task<ContentHash> RunAsync(
        Stream content, MediaFormat format, ModelRef? model, string? subject, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(format);
        using var operation = Operation.Start("AcceptRecording", clock);
        purpose.Require();
        var folder = model is { } reference ? $"{await ChampionAsync(reference, format.Modality, cancellationToken).ConfigureAwait(false)}/requests" : "requests";
        content.Position = 0;
        var item = await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false);
        var key = idempotencyKey is null ? item : ContentHash.Compute(Encoding.UTF8.GetBytes(idempotencyKey));

        // The same recording about somebody else is a file of its own, or it could not be found for that subject later.
        var about = subject is null ? "" : $"-{ContentHash.Compute(Encoding.UTF8.GetBytes(subject)).Short}";
        var name = $"{folder}/{key.Value[..32]}{about}.{format.Name}";
        content.Position = 0;
        if (!await media.DropAsync(name, content, subject, overwrite: false, cancellationToken).ConfigureAwait(false))
        {
            await RequireSameAsync(name, item, cancellationToken).ConfigureAwait(false);
        }

        // Known from now on, so that the link in the answer leads somewhere before the trigger has taken the file.
        var source = new ItemSource(name, subject, clock.GetUtcNow());
        await ledger.ChangeAsync(item, current => current ?? Received(item, format, content.Length, source), cancellationToken).ConfigureAwait(false);
        return item;
    }

    private async Task<string> ChampionAsync(ModelRef reference, Modality modality, CancellationToken cancellationToken)
    {
        var release = await directory.FindAsync(reference, modality, cancellationToken).ConfigureAwait(false);
        var champion = await directory.FindAsync(new ModelRef(reference.Name, null), modality, cancellationToken).ConfigureAwait(false);
        return string.Equals(release.Version, champion.Version, StringComparison.Ordinal)
            ? reference.Name
            : throw new AffectException(
                ErrorCodes.InvalidRequest, $"A recording of this size is scored by the champion, {champion.Model}@{champion.Version}; leave the version out or send less.");
    }

    private static ItemRecord Received(ContentHash item, MediaFormat format, long bytes, ItemSource source) => new()
    {
        Id = item,
        Sources = [source],
        Modality = format.Modality,
        Format = format.Name,
        Bytes = bytes,
        State = ItemState.Received,
        ReceivedAt = source.ReceivedAt,
        UpdatedAt = source.ReceivedAt,
    };

    private async Task RequireSameAsync(string name, ContentHash item, CancellationToken cancellationToken)
    {
        await using var file = await media.OpenAsync(name, cancellationToken).ConfigureAwait(false);
        if (file is not null && await ContentHash.ComputeAsync(file.Content, cancellationToken).ConfigureAwait(false) != item)
        {
            throw new AffectException(ErrorCodes.Conflict, "This Idempotency-Key was used for another recording before; use a new key for a new request.");
        }
    }
}
