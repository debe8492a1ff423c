using System.Text;

namespace ServerlessAffect.Features.Text.Reading;

/// <param name="Name">As in <see cref="TextEncoding.Name"/>.</param>
/// <param name="Encoding">Decodes it.</param>
/// <param name="MarkLength">Bytes of the byte order mark.</param>
/// <param name="Guessed">As in <see cref="TextEncoding.Guessed"/>.</param>
internal sealed record DetectedEncoding(string Name, Encoding Encoding, int MarkLength, bool Guessed);
