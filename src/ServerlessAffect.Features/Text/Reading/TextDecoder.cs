using System.Text;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Decodes a file piece by piece. What is not told by the start of the file is settled at the first byte outside ASCII.</summary>
internal sealed class TextDecoder
{
    private readonly CountingFallback _fallback = new();
    private DetectedEncoding? _encoding;
    private Decoder? _decoder;
    private bool _started;

    public TextEncoding Encoding => new(_encoding?.Name ?? "utf-8", _encoding?.Guessed ?? false, _fallback.Count);

    /// <param name="bytes">The first piece should be long enough to judge by.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    /// <param name="output">Receives the characters.</param>
    public void Decode(ReadOnlySpan<byte> bytes, bool isLast, TextBuffer output)
    {
        if (!_started && !bytes.IsEmpty)
        {
            _started = true;
            _encoding = EncodingSniffer.AtStart(bytes);
            bytes = bytes[(_encoding?.MarkLength ?? 0)..];
            if (_encoding is null)
            {
                EncodingSniffer.RefuseBinary(bytes);
            }
        }

        if (_encoding is null)
        {
            if (Ascii.IsValid(bytes))
            {
                output.Advance(System.Text.Encoding.ASCII.GetChars(bytes, output.Reserve(bytes.Length)));
                return;
            }

            _encoding = EncodingSniffer.OfOther(bytes);
        }

        if (_decoder is null)
        {
            _decoder = _encoding.Encoding.GetDecoder();
            _decoder.Fallback = _fallback;
        }

        output.Advance(_decoder.GetChars(bytes, output.Reserve(_encoding.Encoding.GetMaxCharCount(bytes.Length)), isLast));
    }
}
