using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>A file that a command writes.</summary>
internal static class OutputFile
{
    /// <summary>Writes the file whole, and makes its folder where that is missing.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InputOutput"/>: the place takes no file, as /proc does not.</exception>
    public static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            await File.WriteAllBytesAsync(path, content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // What the system says of a place where no file can be made; nobody looked for one that is there.
            throw new AffectException(ErrorCodes.InputOutput, $"'{Printable.Shorten(path, 200)}' cannot be written: no file can be made there. Name another place.");
        }
    }
}
