namespace ServerlessAffect.Cli.CommandLine;

/// <summary>A command whose help shows how it is used.</summary>
internal interface IHasExamples
{
    /// <summary>One command line each.</summary>
    IReadOnlyList<string> Examples { get; }
}
