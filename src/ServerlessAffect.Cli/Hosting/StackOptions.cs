namespace ServerlessAffect.Cli.Hosting;

/// <summary>How to start the embedded stack.</summary>
/// <param name="StorageFolder">Where Azurite keeps everything; null: in memory, gone when the stack stops.</param>
/// <param name="ApiPort">On 127.0.0.1; 0 takes a free one.</param>
/// <param name="BlobPort">Of the blob storage; 0 takes a free one.</param>
/// <param name="QueuePort">Of the queue storage; 0 takes a free one.</param>
/// <param name="ScanInterval">Time between two looks into the inbox.</param>
/// <param name="FunctionKey">What the HTTP functions ask for.</param>
internal sealed record StackOptions(string? StorageFolder, int ApiPort, int BlobPort, int QueuePort, TimeSpan ScanInterval, string FunctionKey);
