namespace ServerlessAffect.Cli;

/// <summary>Where the command finds what comes with it: a checkout's folders, or those beside the installed program.</summary>
internal static class Installation
{
    /// <summary>The checkout that the program was built in, or null.</summary>
    public static string? FindCheckout() => Above(folder => File.Exists(Path.Combine(folder, "ServerlessAffect.sln")));

    /// <summary>The nearest folder <paramref name="name"/> beside the program or any folder above it, or null.</summary>
    public static string? FindFolder(string name) =>
        Above(folder => Directory.Exists(Path.Combine(folder, name))) is { } holder ? Path.Combine(holder, name) : null;

    private static string? Above(Func<string, bool> holds)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (holds(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
