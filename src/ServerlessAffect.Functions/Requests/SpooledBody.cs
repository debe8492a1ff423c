using System.Buffers;
using System.Security.Cryptography;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Requests;

/// <summary>A body read to its end: in memory while it is small, in a temporary file without a name beyond that, so that nothing is left behind even where this process is killed.</summary>
internal static class SpooledBody
{
    private const int BlockBytes = 64 * 1024;

    /// <param name="inMemoryBytes">A body of at most so many bytes comes as a <see cref="MemoryStream"/>.</param>
    /// <param name="maxBytes">No more is read.</param>
    /// <returns>At its start; the caller disposes it.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.FileTooLarge"/>, <see cref="ErrorCodes.EmptyFile"/>.</exception>
    public static async Task<Stream> ReadAsync(Stream body, long inMemoryBytes, long maxBytes, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        Stream content = new MemoryStream();
        try
        {
            for (int read; (read = await body.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                if (content.Length + read > maxBytes)
                {
                    throw TooLarge(maxBytes);
                }

                if (content is MemoryStream && content.Length + read > inMemoryBytes)
                {
                    content = await SpillAsync(content, cancellationToken).ConfigureAwait(false);
                }

                await content.WriteAsync(block.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            if (content.Length == 0)
            {
                throw new AffectException(ErrorCodes.EmptyFile, "The recording has no bytes; send the file itself as the body.");
            }

            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            // A person's voice does not linger in a shared buffer.
            CryptographicOperations.ZeroMemory(block);
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>For a body whose length is told before it comes.</summary>
    public static AffectException TooLarge(long maxBytes) =>
        new(ErrorCodes.FileTooLarge, $"A recording sent by HTTP has {maxBytes} bytes at most; drop a larger one into the inbox as a file.");

    private static async Task<Stream> SpillAsync(Stream memory, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"affect-request-{Guid.NewGuid():N}"), options);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(file.Name);
            }

            memory.Position = 0;
            await memory.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            await memory.DisposeAsync().ConfigureAwait(false);
            return file;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
