using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Functions.Requests;

/// <summary>A <c>multipart/form-data</c> (RFC 7578) with one file, under whatever name, and perhaps the fields of <see cref="RecordingLabels"/>.</summary>
/// <param name="labels">Receives the fields.</param>
internal sealed class RecordingForm(RecordingLabels labels, long inMemoryBytes, long maxBytes)
{
    private const int MaxBoundary = 70;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private Stream? _content;
    private MediaFormat? _format;

    /// <exception cref="AffectException">As <see cref="ScoreAudioParser"/>.</exception>
    public async Task<ScoreAudioRequest> ReadAsync(MediaTypeHeaderValue type, Stream body, CancellationToken cancellationToken)
    {
        try
        {
            var reader = new MultipartReader(BoundaryOf(type), body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
            {
                await ReadAsync(section, cancellationToken).ConfigureAwait(false);
            }

            return _content is not null
                ? new ScoreAudioRequest(_content, _format!, labels.Model, labels.Subject)
                : throw Malformed("The form has no file; send the recording as a part with a file name.");
        }
        catch (Exception exception)
        {
            if (_content is not null)
            {
                await _content.DisposeAsync().ConfigureAwait(false);
            }

            // What the reader says of a form that breaks off, or whose lines have no end.
            if (exception is InvalidDataException or IOException and not Microsoft.AspNetCore.Http.BadHttpRequestException)
            {
                throw new AffectException(ErrorCodes.InvalidRequest, "The form cannot be read: it breaks off, or its parts are not as multipart/form-data has them.", exception);
            }

            throw;
        }
    }

    private static string BoundaryOf(MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= MaxBoundary ? boundary : throw Malformed($"The content type of a form names its boundary, of 1 to {MaxBoundary} characters.");
    }

    private async Task ReadAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) || !part.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw Malformed("A part of the form has no Content-Disposition: form-data.");
        }

        var fileName = part.FileNameStar.HasValue ? part.FileNameStar : part.FileName;
        if (!fileName.HasValue)
        {
            labels.Add(HeaderUtilities.RemoveQuotes(part.Name).ToString(), await ReadFieldAsync(section.Body, cancellationToken).ConfigureAwait(false));
            return;
        }

        if (_content is not null)
        {
            throw Malformed("The form has more than one file; send a request for each.");
        }

        // Of the name only its end is looked at: where the recording is kept is none of the sender's business.
        _format = SoundType.Of(section.ContentType, HeaderUtilities.RemoveQuotes(fileName).ToString());
        _content = await SpooledBody.ReadAsync(section.Body, inMemoryBytes, maxBytes, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[(RecordingLabels.MaxLength * 4) + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return length < bytes.Length ? Utf8.GetString(bytes, 0, length) : throw Malformed($"A field of the form has {RecordingLabels.MaxLength} characters at most.");
        }
        catch (DecoderFallbackException exception)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, "A field of the form is not UTF-8.", exception);
        }
    }

    private static AffectException Malformed(string sentence) => new(ErrorCodes.InvalidRequest, sentence);
}
