namespace ServerlessAffect.Reports.Pictures;

/// <summary>Viridis: even steps of lightness, also for those who tell colours apart badly, and in grey.</summary>
/// <remarks>Interpolated between 33 colours of matplotlib's table (S. van der Walt and N. Smith, CC0).</remarks>
internal static class ColourMap
{
    private static readonly uint[] Anchors =
    [
        0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453781, 0x424086, 0x3e4989, 0x3b528b, 0x375b8d, 0x33638d, 0x2f6b8e, 0x2c728e, 0x297a8e, 0x26828e, 0x23898e, 0x21918c,
        0x1f988b, 0x1fa088, 0x22a785, 0x28ae80, 0x32b67a, 0x3fbc73, 0x4ec36b, 0x5ec962, 0x70cf57, 0x84d44b, 0x98d83e, 0xaddc30, 0xc2df23, 0xd8e219, 0xece51b, 0xfde725,
    ];

    /// <summary>256 colours from low to high, red, green and blue a byte each.</summary>
    public static byte[] Palette { get; } = Interpolate();

    private static byte[] Interpolate()
    {
        var palette = new byte[256 * 3];
        for (var i = 0; i < 256; i++)
        {
            var at = i / 255.0 * (Anchors.Length - 1);
            var below = Math.Min((int)at, Anchors.Length - 2);
            for (var channel = 0; channel < 3; channel++)
            {
                var shift = 16 - 8 * channel;
                var (a, b) = ((Anchors[below] >> shift) & 0xff, (Anchors[below + 1] >> shift) & 0xff);
                palette[3 * i + channel] = (byte)Math.Round(a + (at - below) * ((double)b - a));
            }
        }

        return palette;
    }
}
