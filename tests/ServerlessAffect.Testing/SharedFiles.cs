namespace ServerlessAffect.Testing;

/// <summary>Finds the labelled data and golden values that stand beside a checkout, and skips the tests that need them where there are none.</summary>
/// <remarks>
/// <c>AFFECT_SHARED</c> names the folder; unset, it is a folder <c>shared</c> beside any parent of the test's output. Where the variable is set and the
/// folder, or what a test wants of it, is not there, tests fail: a set-up that promises data must have it. <c>AFFECT_GOLDEN</c> replaces <c>shared/golden</c>.
/// </remarks>
public static class SharedFiles
{
    /// <summary>Folder of a data set, for example <c>tfn-topic</c>; skips the test where there is none.</summary>
    public static string RequireData(string name) => Require(Path.Combine(RequireShared(), "data", name));

    /// <summary>Folder of golden values, for example <c>learning</c>; skips the test where there is none.</summary>
    public static string RequireGolden(string area)
    {
        var golden = Environment.GetEnvironmentVariable("AFFECT_GOLDEN");
        return string.IsNullOrEmpty(golden) ? Require(Path.Combine(RequireShared(), "golden", area)) : Path.Combine(golden, area);
    }

    /// <summary>The checkout: the folder with the solution.</summary>
    public static string RepositoryRoot { get; } = Above(d => File.Exists(Path.Combine(d, "ServerlessAffect.sln")))
        ?? throw new InvalidOperationException("The tests must run from inside a checkout.");

    private static string? Named => Environment.GetEnvironmentVariable("AFFECT_SHARED") is { Length: > 0 } named ? named : null;

    private static string RequireShared()
    {
        if (Named is { } named)
        {
            return Directory.Exists(named) ? named : throw new DirectoryNotFoundException("AFFECT_SHARED names a folder that is not there.");
        }

        var holder = Above(d => Directory.Exists(Path.Combine(d, "shared", "design")) || Directory.Exists(Path.Combine(d, "shared", "golden")));
        Skip.If(holder is null, "No folder 'shared' beside the checkout; set AFFECT_SHARED to run this test.");
        return Path.Combine(holder!, "shared");
    }

    private static string Require(string folder)
    {
        if (Named is not null && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"AFFECT_SHARED promises shared files, and there is no folder '{Path.GetFileName(folder)}' among them.");
        }

        Skip.IfNot(Directory.Exists(folder), $"No folder '{Path.GetFileName(folder)}' in the shared files.");
        return folder;
    }

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
