using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Functions.Requests;

/// <summary>The body of a request that is a recording, or a form with one; read to its end and never beyond its limit, in little memory however long it is.</summary>
internal static class RecordingBody
{
    private const string ModelField = "model";
    private const string NameField = "name";
    private const int MostSections = 8;

    /// <param name="maxBytes">Of the recording.</param>
    /// <param name="inMemoryBytes">A longer one goes to a temporary file.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>, <see cref="ErrorCodes.FileTooLarge"/>, <see cref="ErrorCodes.EmptyFile"/>,
    /// <see cref="ErrorCodes.InvalidRequest"/>: a form that is none, or without a recording, or with several; a model's name that is none.</exception>
    public static async Task<RecordingRequest> ReadAsync(HttpRequest request, long maxBytes, int inMemoryBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var model = ModelOf(request.Query[ModelField]);
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadFormAsync(request, type, model, maxBytes, inMemoryBytes, cancellationToken).ConfigureAwait(false);
        }

        var format = MediaTypes.FormatOf(request.ContentType, request.Query[NameField]);
        return new RecordingRequest(await SpoolAsync(request.Body, maxBytes, inMemoryBytes, cancellationToken).ConfigureAwait(false), format, model);
    }

    private static async Task<RecordingRequest> ReadFormAsync(
        HttpRequest request, MediaTypeHeaderValue type, ModelRef? model, long maxBytes, int inMemoryBytes, CancellationToken cancellationToken)
    {
        Stream? content = null;
        MediaFormat? format = null;
        try
        {
            var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
            var reader = new MultipartReader(string.IsNullOrWhiteSpace(boundary) ? throw Malformed() : boundary, request.Body);
            for (var count = 0; await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section; count++)
            {
                if (count == MostSections || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                {
                    throw Malformed();
                }

                if (disposition.IsFileDisposition())
                {
                    format = content is null
                        ? MediaTypes.FormatOf(section.ContentType, HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value)
                        : throw new AffectException(ErrorCodes.InvalidRequest, "The form has several files; send one recording a request.");
                    content = await SpoolAsync(section.Body, maxBytes, inMemoryBytes, cancellationToken).ConfigureAwait(false);
                }
                else if (disposition.Name.Equals(ModelField, StringComparison.Ordinal))
                {
                    using var text = new StreamReader(section.Body);
                    var buffer = new char[ModelRef.MaxLength * 2 + 2];
                    model = ModelOf(new string(buffer, 0, await text.ReadBlockAsync(buffer, cancellationToken).ConfigureAwait(false)));
                }
            }

            return new RecordingRequest(content ?? throw Malformed(), format!, model);
        }
        catch (Exception exception)
        {
            if (content is not null)
            {
                await content.DisposeAsync().ConfigureAwait(false);
            }

            // What the reader throws for a form that ends early or has lines without end.
            if (exception is IOException or InvalidDataException)
            {
                throw Malformed();
            }

            throw;
        }
    }

    private static async Task<Stream> SpoolAsync(Stream source, long maxBytes, int inMemoryBytes, CancellationToken cancellationToken)
    {
        Stream spool = new MemoryStream();
        try
        {
            var buffer = new byte[81920];
            for (var read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false); read > 0; read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false))
            {
                if (spool.Length + read > maxBytes)
                {
                    throw TooLarge(maxBytes);
                }

                if (spool is MemoryStream memory && spool.Length + read > inMemoryBytes)
                {
                    spool = new FileStream(
                        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
                    memory.WriteTo(spool);
                    await memory.DisposeAsync().ConfigureAwait(false);
                }

                await spool.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            if (spool.Length == 0)
            {
                throw new AffectException(ErrorCodes.EmptyFile, "The request has no recording: its body is empty.");
            }

            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ModelRef? ModelOf(string? text) => string.IsNullOrEmpty(text) ? null
        : ModelRef.TryParse(text, out var model) ? model
        : throw new AffectException(ErrorCodes.InvalidRequest, "'model' must be a model's name, NAME or NAME@VERSION: lower-case letters, digits and single hyphens.");

    private static AffectException Malformed() =>
        new(ErrorCodes.InvalidRequest, "The body is no form with one file: expected multipart/form-data with a part that has a file name, and if wanted a field 'model'.");

    private static AffectException TooLarge(long maxBytes) =>
        new(ErrorCodes.FileTooLarge, $"A recording sent in a request has {maxBytes} bytes at most; drop a larger one into the inbox as a file.");
}
