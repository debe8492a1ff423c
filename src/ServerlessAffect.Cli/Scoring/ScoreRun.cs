using System.Globalization;
using System.Text;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Scores inputs one after the other, without any storage, and shows their readings as they come. Memory does not grow with a file's length.</summary>
internal sealed class ScoreRun(ModelChoice models, IRowRenderer renderer, VoiceRun voices, Terminal terminal, TimeProvider clock)
{
    private static readonly Modality[] Scored = [Modality.Text, Modality.Audio, Modality.Video];
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);
    private long _said = clock.GetTimestamp();

    /// <summary>Whether an input, a row or a model failed.</summary>
    public bool AnyFailed { get; private set; }

    /// <param name="file">A path, or <see cref="ScoreInputs.StandardInput"/>.</param>
    /// <param name="standardInputFormat">What standard input holds.</param>
    /// <param name="options">How rows are read.</param>
    public async Task AddFileAsync(string file, string standardInputFormat, TextReadingOptions options, CancellationToken cancellationToken)
    {
        ContentHash? item = null;
        try
        {
            await using var input = await ScoreInputs.OpenAsync(file, terminal.Input, standardInputFormat, Scored, cancellationToken).ConfigureAwait(false);
            item = input.Item;
            var modality = input.Format.Modality;
            ShowRefused(file, input.Item, modality);
            if (modality is not Modality.Text)
            {
                await voices.AddAsync(input, cancellationToken).ConfigureAwait(false);
            }
            else if (models.Loaded.Count > 0)
            {
                var encoding = await ScanAsync(input.Content, cancellationToken).ConfigureAwait(false);
                await ScoreAsync(file, input.Item, new TextDocumentReader(input.Content, input.Format.Name, input.Content.Length, options), encoding, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is AffectException or IOException or UnauthorizedAccessException)
        {
            Show(ScoredRow.Failed(file, item, MediaFormat.ModalityOf(file), ReadableFailure.Of(exception)));
        }
    }

    /// <param name="text">As given with <c>--text</c>: one document, read as a file of its UTF-8 bytes would be.</param>
    public async Task AddTextAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var item = ContentHash.Compute(bytes);
        ShowRefused(null, item, Modality.Text);
        if (models.Loaded.Count == 0)
        {
            return;
        }

        if (bytes.Length == 0)
        {
            Show(ScoredRow.Failed(null, item, Modality.Text, new ReadingError(ErrorCodes.EmptyText, "The text is empty; there is nothing to score.")));
            return;
        }

        using var content = new MemoryStream(bytes);
        try
        {
            await ScoreAsync(null, item, new TextDocumentReader(content, "txt", bytes.Length, new TextReadingOptions()), null, cancellationToken).ConfigureAwait(false);
        }
        catch (AffectException exception)
        {
            Show(ScoredRow.Failed(null, item, Modality.Text, ReadableFailure.Of(exception)));
        }
    }

    /// <summary>Readings are shown as they come, and each says how its file was read: that is found out before the first.</summary>
    /// <returns>Null where the file cannot be decoded to its end: reading it says so, after the rows that can.</returns>
    private static async Task<TextEncoding?> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            return await EncodingScan.RunAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (AffectException)
        {
            return null;
        }
        finally
        {
            content.Position = 0;
        }
    }

    private async Task ScoreAsync(string? file, ContentHash item, TextDocumentReader reader, TextEncoding? encoding, CancellationToken cancellationToken)
    {
        var batch = new RowBatch(file, item, models, renderer);
        try
        {
            await foreach (var row in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                batch.Add(row);
                if (batch.IsFull)
                {
                    batch.Flush(reader.NoticeWith(encoding), cancellationToken);
                    SayProgress(file, row.Row + 1);
                }
            }
        }
        catch (AffectException)
        {
            // A file that turns out damaged half-way keeps the readings of the rows before.
            batch.Flush(reader.NoticeWith(encoding), cancellationToken);
            throw;
        }
        finally
        {
            AnyFailed |= batch.AnyFailed;
        }

        batch.Flush(reader.NoticeWith(encoding), cancellationToken);
        AnyFailed |= batch.AnyFailed;
        if (reader.Notice is { } notice)
        {
            await terminal.Error.WriteLineAsync($"affect: {Printable.Shorten(file ?? "--text", 200)}: {notice}").ConfigureAwait(false);
        }
    }

    /// <summary>Whoever waits for a long file sees that it moves.</summary>
    private void SayProgress(string? file, int rows)
    {
        if (clock.GetElapsedTime(_said) >= SayEvery)
        {
            _said = clock.GetTimestamp();
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of {Printable.Shorten(file ?? "the text", 120)}…"));
        }
    }

    private void ShowRefused(string? file, ContentHash item, Modality modality)
    {
        foreach (var refused in models.Refused)
        {
            Show(ScoredRow.Failed(file, item, modality, refused.Reason) with { Asked = refused.Model });
        }

        if (models.SilenceOn(modality) is { } silence)
        {
            Show(ScoredRow.Failed(file, item, modality, silence));
        }
    }

    private void Show(in ScoredRow row)
    {
        AnyFailed |= row.Reading.Status is ReadingStatus.Failed;
        renderer.Write(row);
    }
}
