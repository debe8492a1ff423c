using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>Standard output as bytes, which says when it takes no more: the console's own stream lets everything vanish once its reader is gone.</summary>
internal sealed class StandardOutput(SafeHandle handle) : Stream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;

    /// <summary>EAGAIN of Linux and of BSD.</summary>
    private static readonly int[] Busy = [11, 35];

    private bool _failed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="OutputFailure">Once; what comes after the first failure is dropped, for it has been told.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!_failed && buffer.Length > 0)
        {
            var written = WriteDescriptor(handle, in MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (Array.IndexOf(Busy, error) >= 0)
            {
                Thread.Sleep(1);
            }
            else if (error != Interrupted)
            {
                _failed = true;
                throw new OutputFailure($"Standard output cannot be written: {new Win32Exception(error).Message}.", error == BrokenPipe);
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint WriteDescriptor(SafeHandle descriptor, in byte buffer, nint count);
}
