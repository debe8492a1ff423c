using System.Runtime.InteropServices;

namespace ServerlessAffect.Bench.Audio;

/// <summary>Processor time of the calling thread: on a shared machine the clock on the wall counts the neighbours' work.</summary>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>Seconds.</summary>
    public static double Now => Read(ThreadProcessorTime, out var time) == 0
        ? time.Seconds + (time.Nanoseconds / 1e9)
        : throw new InvalidOperationException("This bench reads the processor time of a thread as Linux gives it.");

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpecification
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
