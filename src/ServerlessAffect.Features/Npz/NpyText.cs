using System.Buffers.Binary;
using System.Text;

namespace ServerlessAffect.Features.Npz;

/// <summary>numpy's strings of fixed length: UTF-32, little-endian, filled up with zeros.</summary>
internal static class NpyText
{
    public const int BytesPerCharacter = 4;

    public static int CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    public static void Write(string text, Span<byte> destination)
    {
        destination.Clear();
        foreach (var rune in text.EnumerateRunes())
        {
            BinaryPrimitives.WriteInt32LittleEndian(destination, rune.Value);
            destination = destination[BytesPerCharacter..];
        }
    }

    /// <returns>Null where something is no character.</returns>
    public static string? Read(ReadOnlySpan<byte> source)
    {
        var text = new StringBuilder();
        var length = source.Length / BytesPerCharacter;
        while (length > 0 && BinaryPrimitives.ReadInt32LittleEndian(source[((length - 1) * BytesPerCharacter)..]) == 0)
        {
            length--;
        }

        for (var i = 0; i < length; i++)
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(source[(i * BytesPerCharacter)..]);
            if (!Rune.IsValid(value))
            {
                return null;
            }

            text.Append(new Rune(value).ToString());
        }

        return text.ToString();
    }
}
