namespace ServerlessAffect.Cli.CommandLine;

/// <summary>What the process says to scripts.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Some inputs failed, or the command could not do its work; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself was wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Whoever read standard output went away: as for a program that the signal SIGPIPE ends.</summary>
    public const int ReaderGone = 141;

    /// <summary>Stopped by Ctrl-C or a termination signal before it was done.</summary>
    public const int Stopped = 130;
}
