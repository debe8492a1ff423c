using System.Buffers.Text;

namespace ServerlessAffect.Functions.Answers;

/// <summary>Probabilities as JSON numbers: the shortest digits that read back as the same number.</summary>
internal static class ProbabilityText
{
    /// <summary>Bytes that a number takes at most.</summary>
    public const int MaxLength = 32;

    private const int Digits = 7;
    private const double Scale = 1e7;

    /// <summary>Readings keep seven digits after the point, so most numbers are a whole one of ten millionths; others take the long way.</summary>
    /// <param name="into">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Number of bytes written.</returns>
    public static int Write(double value, Span<byte> into)
    {
        var whole = value is > 0 and < 1 ? (int)((value * Scale) + 0.5) : 0;
        if (whole == 0 || whole / Scale != value)
        {
            Utf8Formatter.TryFormat(value, into, out var written);
            return written;
        }

        var length = Digits + 2;
        for (var place = length - 1; place > 1; place--)
        {
            var (rest, digit) = Math.DivRem(whole, 10);
            into[place] = (byte)('0' + digit);
            whole = rest;
        }

        (into[0], into[1]) = ((byte)'0', (byte)'.');
        while (into[length - 1] == '0')
        {
            length--;
        }

        return length;
    }
}
