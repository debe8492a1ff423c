using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Npz;

/// <summary>numpy's <c>.npy</c> format, version 1.0 (numpy/lib/format.py): little-endian f4, f8, i4, i8, one-byte booleans and fixed-length Unicode strings, in C order.</summary>
internal static partial class NpyFormat
{
    private const int PrefixLength = 10;
    private const int Alignment = 64;
    private const int MostDimensions = 32;
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    public static byte[] Write(NpyArray array)
    {
        var descr = array.Descr;
        var header = Header(descr, array.Shape);
        var size = int.Parse(descr.AsSpan(2), CultureInfo.InvariantCulture) * (descr[1] == 'U' ? NpyText.BytesPerCharacter : 1);
        var bytes = new byte[checked(header.Length + (array.Data.Length * size))];
        header.CopyTo(bytes, 0);
        WriteElements(array.Data, bytes.AsSpan(header.Length), size);
        return bytes;
    }

    /// <summary>As <see cref="Write(NpyArray)"/>, without a copy of a long array of numbers.</summary>
    public static void Write(NpyArray array, Stream content)
    {
        switch (array.Data)
        {
            case float[] values:
                content.Write(Header(array.Descr, array.Shape));
                content.Write(MemoryMarshal.AsBytes(values.AsSpan()));
                break;
            case int[] values:
                content.Write(Header(array.Descr, array.Shape));
                content.Write(MemoryMarshal.AsBytes(values.AsSpan()));
                break;
            default:
                content.Write(Write(array));
                break;
        }
    }

    /// <summary>Everything before the elements.</summary>
    public static byte[] Header(string descr, IReadOnlyList<int> sizes)
    {
        var shape = string.Join(", ", sizes) + (sizes.Count == 1 ? "," : string.Empty);
        var header = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({shape}), }}";
        var headerLength = ((PrefixLength + header.Length + 1 + Alignment - 1) / Alignment * Alignment) - PrefixLength;
        var bytes = new byte[PrefixLength + headerLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)headerLength);
        bytes.AsSpan(PrefixLength).Fill((byte)' ');
        Encoding.ASCII.GetBytes(header, bytes.AsSpan(PrefixLength));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>Reads everything before the elements of a matrix of single-precision numbers; the elements follow in the stream.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedFeatures"/>: no such matrix.</exception>
    public static (int Rows, int Columns) ReadMatrixHeader(Stream content, string name)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        content.ReadExactly(prefix);
        var header = new byte[prefix.StartsWith(Magic) ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..]) : 0];
        content.ReadExactly(header);
        var match = HeaderPattern().Match(Encoding.ASCII.GetString(header));
        return match.Success && match.Groups["kind"].Value == "f4" && ParseShape(match.Groups["shape"].Value, name) is [var rows, var columns]
            ? (rows, columns)
            : throw Damaged(name, "it is no matrix of single-precision numbers");
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedFeatures"/>.</exception>
    public static NpyArray Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < PrefixLength || !bytes.StartsWith(Magic))
        {
            throw Damaged(name, "it does not start like a .npy file of version 1.0");
        }

        var headerLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (bytes.Length < PrefixLength + headerLength)
        {
            throw Damaged(name, "it ends inside its header");
        }

        var header = HeaderPattern().Match(Encoding.ASCII.GetString(bytes.Slice(PrefixLength, headerLength)));
        if (!header.Success)
        {
            throw Damaged(name, "its header is none that is read here: expected little-endian f4, f8, i4, i8, b1 or U in C order");
        }

        var kind = header.Groups["kind"].Value;
        var length = kind[0] == 'U' ? ParseSize(kind[1..], name) * NpyText.BytesPerCharacter : kind[^1] - '0';
        var shape = ParseShape(header.Groups["shape"].Value, name);
        var count = shape.Aggregate(1L, (product, dimension) => Math.Min(product * dimension, int.MaxValue));
        var content = bytes[(PrefixLength + headerLength)..];
        if (count * length != content.Length || (length == 0 && count > 0))
        {
            throw Damaged(name, $"its header promises {count} elements of {length} bytes, but {content.Length} bytes follow");
        }

        return new NpyArray(ReadElements(kind[0] == 'U' ? "U" : kind, content, (int)count, (int)length, name), shape);
    }

    private static void WriteElements(Array data, Span<byte> destination, int size)
    {
        switch (data)
        {
            case float[] values:
                MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(destination);
                break;
            case double[] values:
                MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(destination);
                break;
            case int[] values:
                MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(destination);
                break;
            case long[] values:
                MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(destination);
                break;
            case bool[] values:
                MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(destination);
                break;
            case string[] values:
                for (var i = 0; i < values.Length; i++)
                {
                    NpyText.Write(values[i], destination.Slice(i * size, size));
                }

                break;
        }
    }

    private static Array ReadElements(string kind, ReadOnlySpan<byte> content, int count, int length, string name)
    {
        switch (kind)
        {
            case "f4":
                return MemoryMarshal.Cast<byte, float>(content).ToArray();
            case "f8":
                return MemoryMarshal.Cast<byte, double>(content).ToArray();
            case "i4":
                return MemoryMarshal.Cast<byte, int>(content).ToArray();
            case "i8":
                return MemoryMarshal.Cast<byte, long>(content).ToArray();
            case "b1":
                var flags = new bool[count];
                for (var i = 0; i < count; i++)
                {
                    flags[i] = content[i] != 0;
                }

                return flags;
            default:
                var texts = new string[count];
                for (var i = 0; i < count; i++)
                {
                    texts[i] = NpyText.Read(content.Slice(i * length, length)) ?? throw Damaged(name, "a string in it holds something that is no character");
                }

                return texts;
        }
    }

    private static int[] ParseShape(string text, string name)
    {
        var sizes = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return sizes.Length <= MostDimensions ? [.. sizes.Select(s => (int)ParseSize(s, name))] : throw Damaged(name, "it has more dimensions than numpy allows");
    }

    private static long ParseSize(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw Damaged(name, "its header holds a size out of range");

    internal static AffectException Damaged(string name, string why, Exception? inner = null) =>
        new(ErrorCodes.DamagedFeatures, $"The array '{Core.Printable.Shorten(name, 40)}' of the feature file is damaged: {why}. Extract the features again.", inner);

    [GeneratedRegex(@"^\{'descr': '(?:<(?<kind>f4|f8|i4|i8|U[0-9]{1,9})|\|(?<kind>b1))', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\), ?\} *\n?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HeaderPattern();
}
