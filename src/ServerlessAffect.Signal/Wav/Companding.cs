namespace ServerlessAffect.Signal.Wav;

/// <summary>The 256 values of ITU-T G.711, on the scale of 16 bits divided by 32,768.</summary>
internal static class Companding
{
    public static readonly float[] ALaw = Table(code =>
    {
        var bits = code ^ 0x55;
        var exponent = (bits >> 4) & 7;
        var mantissa = (bits & 15) << 4;
        var magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    });

    public static readonly float[] MuLaw = Table(code =>
    {
        var bits = ~code;
        var magnitude = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    });

    private static float[] Table(Func<int, int> linear)
    {
        var table = new float[256];
        for (var code = 0; code < table.Length; code++)
        {
            table[code] = linear(code) / 32_768f;
        }

        return table;
    }
}
