using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>A folder that a command writes to, made before the work begins.</summary>
internal static class OutputFolder
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: a file has that name. <see cref="ErrorCodes.PermissionDenied"/>: nothing can be written there. <see cref="ErrorCodes.InputOutput"/>: the place takes none.</exception>
    public static void Create(string folder)
    {
        var shown = Printable.Shorten(folder, 200);
        if (File.Exists(folder))
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"'{shown}' is a file; name a folder, which is made where it is not there.");
        }

        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AffectException(ErrorCodes.InputOutput, $"'{shown}' cannot be made; no folder can be made there. Name another place.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new AffectException(ErrorCodes.PermissionDenied, $"Nothing can be written to '{shown}'; choose another folder, or mend its permissions.");
        }
    }
}
