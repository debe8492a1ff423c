namespace ServerlessAffect.Bench.Hosting;

internal static class BenchFolder
{
    /// <summary>The checkout that the bench was built in.</summary>
    public static string Repository { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ServerlessAffect.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The bench must run from inside a checkout.");
    }
}
