using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessAffect.Testing.Audio;

/// <summary>A numeric array of a golden <c>.npy</c>, in C order. Read here and not by the product's reader, so that the two do not share a mistake.</summary>
public sealed partial record GoldenArray(double[] Values, int[] Shape)
{
    public float[] Floats => Array.ConvertAll(Values, v => (float)v);

    public int[] Integers => Array.ConvertAll(Values, v => (int)v);

    public double Scalar => Values.Single();

    public static GoldenArray Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray().AsSpan();
        var headerLength = bytes[6] == 1 ? BitConverter.ToUInt16(bytes[8..]) : BitConverter.ToInt32(bytes[8..]);
        var from = bytes[6] == 1 ? 10 : 12;
        var header = Encoding.ASCII.GetString(bytes.Slice(from, headerLength));
        var data = bytes[(from + headerLength)..];
        var shape = ShapePattern().Match(header).Groups[1].Value
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        var values = Decode(DescrPattern().Match(header).Groups[1].Value, data);
        var byColumn = header.Contains("'fortran_order': True", StringComparison.Ordinal) && shape.Length > 1;
        return new GoldenArray(byColumn ? Transpose(values, shape[0], shape[1..].Aggregate(1, (product, size) => product * size)) : values, shape);
    }

    /// <summary>numpy keeps the order that an array had in memory.</summary>
    private static double[] Transpose(double[] byColumn, int rows, int columns)
    {
        var byRow = new double[byColumn.Length];
        for (var i = 0; i < byRow.Length; i++)
        {
            byRow[i] = byColumn[((i % columns) * rows) + (i / columns)];
        }

        return byRow;
    }

    private static double[] Decode(string descr, ReadOnlySpan<byte> data) => descr switch
    {
        "<f4" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(data).ToArray(), v => (double)v),
        "<f8" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
        "<i4" => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(data).ToArray(), v => (double)v),
        "<i8" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(data).ToArray(), v => (double)v),
        "|u1" or "|b1" => Array.ConvertAll(data.ToArray(), v => (double)v),
        _ => throw new InvalidDataException($"No golden array has the elements {descr}."),
    };

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex DescrPattern();
}
