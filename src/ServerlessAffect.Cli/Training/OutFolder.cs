using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Training;

/// <summary>The folder of <c>--out</c>: made before the minutes of work, so that one that cannot be written to is found out at once, and taken away again where nothing came of them.</summary>
internal sealed class OutFolder : IDisposable
{
    // Made here, the innermost first.
    private readonly List<DirectoryInfo> _made = [];

    public OutFolder(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is { Exists: false }; folder = folder.Parent)
        {
            _made.Add(folder);
        }

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AffectException(ErrorCodes.InputOutput, $"'{Printable.Shorten(path, 200)}' cannot be made; no folder can be made there. Name another place.");
        }
    }

    public void Dispose()
    {
        foreach (var folder in _made)
        {
            folder.Refresh();
            if (!folder.Exists || folder.EnumerateFileSystemInfos().Any())
            {
                return;
            }

            folder.Delete();
        }
    }
}
