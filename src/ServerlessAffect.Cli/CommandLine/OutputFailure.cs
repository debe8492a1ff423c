namespace ServerlessAffect.Cli.CommandLine;

/// <summary>Standard output takes no more. No <see cref="IOException"/>, so that nobody takes it for the fault of a file that is read.</summary>
internal sealed class OutputFailure(string message, bool isReaderGone) : Exception(message)
{
    /// <summary>Whoever read it has seen enough, as <c>head</c> does: no failure.</summary>
    public bool IsReaderGone { get; } = isReaderGone;
}
