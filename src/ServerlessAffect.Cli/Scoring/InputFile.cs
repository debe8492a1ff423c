using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Opens a file that the command line names. Whatever is no regular file is refused before it can make anybody wait.</summary>
internal static class InputFile
{
    private const int BufferSize = 1 << 16;

    /// <exception cref="AffectException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.UnsupportedType"/>.</exception>
    public static FileStream Open(string file)
    {
        Require(file);
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        if (stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        throw Pipe(file);
    }

    /// <summary>That it is a file, before its name is judged.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.UnsupportedType"/>.</exception>
    public static void Require(string file)
    {
        var shown = Printable.Shorten(file, 120);
        if (Directory.Exists(file))
        {
            throw new AffectException(ErrorCodes.UnsupportedType, $"'{shown}' is a folder; name the files in it.");
        }

        var info = new FileInfo(file);
        if (!info.Exists)
        {
            throw new AffectException(
                ErrorCodes.NotFound, info.LinkTarget is { } target ? $"'{shown}' is a link to '{Printable.Shorten(target, 120)}', where no file is." : $"There is no file '{shown}'.");
        }

        // Opening a named pipe waits for somebody who writes to it, and no signal ends that; a device may never end.
        if (!OperatingSystem.IsWindows() && (info.LinkTarget is not null || info.Length == 0) && !IsRegular(file))
        {
            throw Pipe(file);
        }
    }

    /// <summary>Whether a file stands behind the name and all its links: it has places to seek, and no bytes where its length is 0.</summary>
    private static bool IsRegular(string file)
    {
        // O_RDONLY is 0 everywhere; O_NONBLOCK is what makes the pipe open at once.
        var descriptor = OpenDescriptor(file, OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 0x4 : 0x800);
        if (descriptor < 0)
        {
            // It may not be opened at all: opening it as usual says why.
            return true;
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek)
        {
            return false;
        }

        try
        {
            return stream.Length > 0 || stream.ReadByte() < 0;
        }
        catch (IOException)
        {
            // A device that has nothing to say at once.
            return false;
        }
    }

    private static AffectException Pipe(string file) =>
        new(ErrorCodes.UnsupportedType, $"'{Printable.Shorten(file, 120)}' is a pipe or device; hand its content in as standard input: affect score - < it");

    [DllImport("libc", EntryPoint = "open", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenDescriptor([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
