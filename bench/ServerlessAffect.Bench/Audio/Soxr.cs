using System.Runtime.InteropServices;

namespace ServerlessAffect.Bench.Audio;

/// <summary>The system's libsoxr (Debian: libsoxr0) at its default, which is high quality on one thread; it comes with ffmpeg.</summary>
internal static class Soxr
{
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad("libsoxr.so.0", out _);

    public static void Resample(float[] samples, int from, int to, float[] resampled)
    {
        if (Oneshot(from, to, 1, samples, (nuint)samples.Length, out _, resampled, (nuint)resampled.Length, out _, 0, 0, 0) is not 0)
        {
            throw new InvalidOperationException("soxr refused.");
        }
    }

    [DllImport("libsoxr.so.0", EntryPoint = "soxr_oneshot")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Oneshot(
        double from, double to, uint channels, float[] input, nuint inputLength, out nuint inputDone, float[] output, nuint outputLength, out nuint outputDone,
        nint ioSpec, nint qualitySpec, nint runtimeSpec);
}
