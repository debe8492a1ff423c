namespace ServerlessAffect.Cli.Hosting;

/// <summary>What a running <c>affect up</c> tells the other commands, in <c>.affect/up.json</c> of its working folder.</summary>
/// <param name="ProcessId">Of the running command: when that process is gone, so is the rest.</param>
/// <param name="ConnectionString">Of the storage it started.</param>
/// <param name="Api">Where its HTTP functions answer.</param>
/// <param name="FunctionKey">What they ask for in <c>x-functions-key</c>.</param>
internal sealed record RunningStack(int ProcessId, string ConnectionString, Uri Api, string FunctionKey);
