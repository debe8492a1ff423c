using System.Globalization;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>A file that a child can open and seek in. One of ours has no name from its first byte on: nothing is left behind, even where this process is killed.</summary>
internal sealed class SeekableContent : IAsyncDisposable
{
    private readonly FileStream _file;

    private SeekableContent(FileStream file) => _file = file;

    /// <summary>What a shell of this user opens: this process's descriptor, since there is no name.</summary>
    public string Path => string.Create(
        CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{_file.SafeFileHandle.DangerousGetHandle()}");

    /// <summary>The content's own file where that will do, else a copy; takes the content over.</summary>
    public static async ValueTask<SeekableContent> OfAsync(PrefixedStream content, DecodingOptions options, CancellationToken cancellationToken)
    {
        if (content.Rest is FileStream { CanSeek: true } file && IsReadableByChild(file))
        {
            return new SeekableContent(file);
        }

        var copy = CreateNameless(options.TemporaryFolder ?? System.IO.Path.GetTempPath());
        try
        {
            await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
            await copy.FlushAsync(cancellationToken).ConfigureAwait(false);
            await content.DisposeAsync().ConfigureAwait(false);
            return new SeekableContent(copy);
        }
        catch
        {
            await copy.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static FileStream CreateNameless(string parent)
    {
        // Only this user can enter the folder, in the instant in which the file has a name.
        var folder = System.IO.Path.Combine(parent, $"affect-decoding-{Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Decoding needs /proc.");
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            return new FileStream(System.IO.Path.Combine(folder, "content"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read,
                Options = FileOptions.Asynchronous,

                // The child that opens it through its descriptor may be another user.
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsReadableByChild(FileStream file) =>
        OperatingSystem.IsLinux()
        && (!ChildConfinement.ChangesUser || File.GetUnixFileMode(file.SafeFileHandle).HasFlag(UnixFileMode.OtherRead));
}
