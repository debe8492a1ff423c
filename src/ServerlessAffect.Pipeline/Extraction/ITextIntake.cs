using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Turns the bytes of a text file into its documents. Safe for concurrent use.</summary>
public interface ITextIntake
{
    /// <summary>Reads <paramref name="content"/> from its start to its end; the stream stays the caller's.</summary>
    /// <exception cref="AffectException">What is wrong with the file as a whole, for example <see cref="ErrorCodes.NotText"/>.</exception>
    Task<TextRows> ReadAsync(Stream content, MediaFormat format, CancellationToken cancellationToken);
}
