namespace ServerlessAffect.Signal.Windows;

/// <summary>Windows that are sums of cosines; scipy.signal.get_window.</summary>
public static class CosineWindows
{
    /// <summary>0.5 - 0.5 cos(2 pi n / N).</summary>
    /// <param name="length">At least 1.</param>
    /// <param name="periodic">N = length, for spectra (fftbins=True); otherwise N = length - 1, for filters.</param>
    /// <returns>[length].</returns>
    public static double[] Hann(int length, bool periodic = true) => Make(length, periodic, 0.5);

    /// <summary>0.54 - 0.46 cos(2 pi n / N).</summary>
    /// <inheritdoc cref="Hann"/>
    public static double[] Hamming(int length, bool periodic = true) => Make(length, periodic, 0.54);

    private static double[] Make(int length, bool periodic, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var window = new double[length];
        var period = periodic ? length : length - 1;
        for (var n = 0; n < length; n++)
        {
            window[n] = period == 0 ? 1 : mean - ((1 - mean) * Math.Cos(2 * Math.PI * n / period));
        }

        return window;
    }
}
