namespace ServerlessAffect.Pipeline.Exploration.Files;

/// <summary>Names of what an exploration writes.</summary>
public static class ExploreFiles
{
    public const string Html = "report.html";
    public const string Json = "report.json";

    /// <summary><c>id,method,cluster</c>; -1 is noise.</summary>
    public const string Assignments = "assignments.csv";

    /// <summary><c>id,method,x,y,z</c>; z is empty for methods of two dimensions.</summary>
    public const string Embedding = "embedding.csv";

    public static IReadOnlyList<string> All { get; } = [Html, Json, Assignments, Embedding];
}
