namespace ServerlessAffect.Bench;

/// <summary>Finds the labelled data beside a checkout, as the tests do: <c>AFFECT_SHARED</c>, else a folder <c>shared</c> beside any parent.</summary>
internal static class SharedData
{
    public static string? Find(string name)
    {
        var named = Environment.GetEnvironmentVariable("AFFECT_SHARED");
        for (var folder = named is null ? AppContext.BaseDirectory : null; folder is not null && named is null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared");
            named = Directory.Exists(Path.Combine(candidate, "data")) ? candidate : null;
        }

        return named is not null && Directory.Exists(Path.Combine(named, "data", name)) ? Path.Combine(named, "data", name) : null;
    }
}
