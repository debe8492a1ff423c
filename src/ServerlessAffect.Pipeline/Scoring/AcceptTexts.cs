using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Features.Text.Reading;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Takes a request that is too large to be answered at once: its texts become a dropped file and go the way of every file.</summary>
public sealed class AcceptTexts(IMediaStore media, ItemLedger ledger, ModelDirectory directory, IOptions<PipelineOptions> options, TimeProvider clock)
{
    private const string Format = "jsonl";
    private static readonly int MaxTextLength = new TextReadingOptions().MaxDocumentLength;
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="texts">The texts in the order of the request; row n of the item is text n.</param>
    /// <param name="ids">[texts], the client's own names of them, null where one has none; null: no text has one. They are part of the content, and so of the item.</param>
    /// <param name="model">Who shall score; null: every champion.</param>
    /// <param name="idempotencyKey">The client's own name for the request; the same key with other texts is refused. Null: the content alone is the identity.</param>
    /// <returns>The item whose readings will be the answer.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.Conflict"/>: the key was used for other texts; <see cref="ErrorCodes.UnknownModel"/>;
    /// <see cref="ErrorCodes.FileTooLarge"/>: more texts than a file may have rows, or more bytes; <see cref="ErrorCodes.DocumentTooLong"/>, <see cref="ErrorCodes.EmptyText"/>: all of them;
    /// <see cref="ErrorCodes.InvalidRequest"/>: a version was named that is not the champion.</exception>
    public async Task<ContentHash> RunAsync(IReadOnlyList<string> texts, IReadOnlyList<string?>? ids, ModelRef? model, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        RequireFew(texts.Count);
        RequireReadable(texts);
        using var operation = Operation.Start("AcceptTexts", clock);
        var folder = "requests";
        if (model is { } reference)
        {
            var release = await directory.FindAsync(reference, Modality.Text, cancellationToken).ConfigureAwait(false);
            var champion = await directory.FindAsync(new ModelRef(reference.Name, null), cancellationToken).ConfigureAwait(false);
            folder = string.Equals(release.Version, champion.Version, StringComparison.Ordinal)
                ? $"{reference.Name}/requests"
                : throw new AffectException(ErrorCodes.InvalidRequest, $"A request of this size is scored by the champion, {champion.Model}@{champion.Version}; leave the version out or send fewer texts.");
        }

        var content = Write(texts, ids);
        if (content.Length > options.Value.MaxFileBytes)
        {
            throw TooLarge($"The texts are {content.Length:N0} bytes as a file and {options.Value.MaxFileBytes:N0} are taken at most");
        }

        var item = ContentHash.Compute(content.Span);
        var key = idempotencyKey is null ? item : ContentHash.Compute(Encoding.UTF8.GetBytes(idempotencyKey));
        var name = $"{folder}/{key.Value[..32]}.{Format}";
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        if (!await media.DropAsync(name, stream, subject: null, overwrite: false, cancellationToken).ConfigureAwait(false))
        {
            await RequireSameAsync(name, item, cancellationToken).ConfigureAwait(false);
        }

        // Known from now on, so that the link in the answer leads somewhere before the trigger has taken the file.
        var source = new ItemSource(name, Subject: null, clock.GetUtcNow());
        await ledger.ChangeAsync(item, current => current ?? Received(item, content.Length, source), cancellationToken).ConfigureAwait(false);
        return item;
    }

    private void RequireFew(int texts)
    {
        if (texts > options.Value.MaxRows)
        {
            throw TooLarge($"The request has {texts:N0} texts and {options.Value.MaxRows:N0} are taken at most");
        }
    }

    private static AffectException TooLarge(FormattableString what) =>
        new(ErrorCodes.FileTooLarge, $"{what.ToString(CultureInfo.InvariantCulture)}; send them in several requests. Nothing of the request was taken.");

    /// <summary>What is certain to fail as a file is refused while somebody waits for the answer.</summary>
    private static void RequireReadable(IReadOnlyList<string> texts)
    {
        var blank = true;
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length > MaxTextLength)
            {
                throw new AffectException(
                    ErrorCodes.DocumentTooLong, $"Text {i} has {texts[i].Length} characters and at most {MaxTextLength} are read as one; send it in parts. Nothing of the request was taken.");
            }

            blank &= string.IsNullOrWhiteSpace(texts[i]);
        }

        if (blank)
        {
            throw new AffectException(ErrorCodes.EmptyText, $"All {texts.Count} texts are empty; there is nothing to score.");
        }
    }

    private static ItemRecord Received(ContentHash item, int bytes, ItemSource source) => new()
    {
        Id = item,
        Sources = [source],
        Modality = Modality.Text,
        Format = Format,
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
            throw new AffectException(ErrorCodes.Conflict, "This Idempotency-Key was used for other texts before; use a new key for a new request.");
        }
    }

    private static ReadOnlyMemory<byte> Write(IReadOnlyList<string> texts, IReadOnlyList<string?>? ids)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var writer = new Utf8JsonWriter(buffer, Json);
        for (var i = 0; i < texts.Count; i++)
        {
            writer.WriteStartObject();
            if (ids?[i] is { } id)
            {
                writer.WriteString("id"u8, id);
            }

            writer.WriteString("text"u8, texts[i]);
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
            buffer.Write("\n"u8);
        }

        return buffer.WrittenMemory;
    }
}
