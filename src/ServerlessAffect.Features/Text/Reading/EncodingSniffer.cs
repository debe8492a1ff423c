using System.Buffers;
using System.Text;
using System.Text.Unicode;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Guesses an encoding from bytes.</summary>
internal static class EncodingSniffer
{
    private const int FewestBytesToJudge = 16;
    private const int StrongEvidence = 4;
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly SearchValues<byte> Undefined1252 = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    // What starts common files that are not text, for a plainer message.
    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([(byte)'G', (byte)'I', (byte)'F', (byte)'8'], "a GIF picture"),
        ([(byte)'%', (byte)'P', (byte)'D', (byte)'F'], "a PDF document"),
        ([(byte)'P', (byte)'K', 3, 4], "a zip archive or an Office document"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([(byte)'R', (byte)'I', (byte)'F', (byte)'F'], "a wave sound or an AVI video"),
        ([(byte)'f', (byte)'L', (byte)'a', (byte)'C'], "a FLAC sound"),
        ([(byte)'O', (byte)'g', (byte)'g', (byte)'S'], "an Ogg sound"),
        ([(byte)'I', (byte)'D', (byte)'3'], "an MP3 sound"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ([(byte)'M', (byte)'Z', 0x90], "a program"),
    ];

    /// <summary>The encoding that the start of a file names by its byte order mark or shows by its zeros; null where only what follows can tell.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NotText"/>.</exception>
    public static DetectedEncoding? AtStart(ReadOnlySpan<byte> start)
    {
        foreach (var (signature, name) in Signatures)
        {
            if (start.StartsWith(signature))
            {
                throw NotText($"it starts like {name}");
            }
        }

        return start switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new DetectedEncoding("utf-8", Encoding.UTF8, 3, false),
            [0xFF, 0xFE, 0, 0, ..] => new DetectedEncoding("utf-32le", Encoding.UTF32, 4, false),
            [0xFF, 0xFE, ..] => new DetectedEncoding("utf-16le", Encoding.Unicode, 2, false),
            [0xFE, 0xFF, ..] => new DetectedEncoding("utf-16be", Encoding.BigEndianUnicode, 2, false),
            _ => ByZeros(start),
        };
    }

    /// <summary>The encoding of bytes some of which are outside ASCII.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UndecodableText"/>.</exception>
    public static DetectedEncoding OfOther(ReadOnlySpan<byte> bytes)
    {
        var (evidence, invalid) = CountUtf8(bytes);
        if (invalid == 0 || evidence > invalid)
        {
            return new DetectedEncoding("utf-8", Encoding.UTF8, 0, false);
        }

        var other = 0;
        foreach (var b in bytes)
        {
            other += b >= 0x80 ? 1 : 0;
        }

        return other * 10 <= bytes.Length * 3 && !bytes.ContainsAny(Undefined1252)
            ? new DetectedEncoding("windows-1252", Windows1252, 0, true)
            : throw new AffectException(ErrorCodes.UndecodableText, "The text is in an encoding that cannot be told from its bytes; save it as UTF-8.");
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.NotText"/>: too many control characters.</exception>
    public static void RefuseBinary(ReadOnlySpan<byte> bytes)
    {
        var controls = 0;
        foreach (var b in bytes)
        {
            controls += b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B) ? 1 : 0;
        }

        if (bytes.Length >= FewestBytesToJudge && controls * 10 > bytes.Length)
        {
            throw NotText("more than a tenth of its bytes are control characters");
        }
    }

    private static DetectedEncoding? ByZeros(ReadOnlySpan<byte> start)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
            {
                _ = (i & 1) == 0 ? even++ : odd++;
            }
        }

        if (even + odd == 0)
        {
            return null;
        }

        // Of European text in UTF-16 every other byte is a zero.
        var pairs = start.Length / 2;
        return odd * 10 >= pairs * 4 && even * 20 <= odd ? new DetectedEncoding("utf-16le", Encoding.Unicode, 0, true)
            : even * 10 >= pairs * 4 && odd * 20 <= even ? new DetectedEncoding("utf-16be", Encoding.BigEndianUnicode, 0, true)
            : throw NotText("it holds zero bytes");
    }

    /// <summary>What speaks for UTF-8: its sequences of several bytes, each by how rarely Windows-1252 has the like by chance; and the sequences that are none. One that the end cuts
    /// off counts as neither.</summary>
    private static (int Evidence, int Invalid) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return (1, 0);
        }

        var (evidence, invalid) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status == OperationStatus.NeedMoreData)
            {
                break;
            }

            invalid += status == OperationStatus.InvalidData ? 1 : 0;
            evidence += status == OperationStatus.Done && consumed > 1 ? Weight(bytes[..consumed]) : 0;
            bytes = bytes[consumed..];
        }

        return (evidence, invalid);
    }

    // In Windows-1252 two such bytes are a capital letter with an accent and a sign after it, as in a quoted word in capitals; but hardly ever one of the two that start all letters
    // of western Europe in UTF-8, and hardly ever with two signs.
    private static int Weight(ReadOnlySpan<byte> sequence) => sequence.Length > 2 || sequence[0] is 0xC2 or 0xC3 ? StrongEvidence : 1;

    private static AffectException NotText(string why) =>
        new(ErrorCodes.NotText, $"The file is not text: {why}. Expected plain text, csv or JSON lines.");
}
