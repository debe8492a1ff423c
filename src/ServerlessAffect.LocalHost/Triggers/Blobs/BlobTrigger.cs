using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Storage;
using ServerlessAffect.LocalHost.Triggers.Queues;

namespace ServerlessAffect.LocalHost.Triggers.Blobs;

/// <summary>Functions with a blob trigger. Whatever source the attribute names, here the container is scanned.</summary>
internal sealed class BlobTrigger(StorageConnections connections, IConfiguration configuration, InvocationEnvironment environment) : ITriggerKind
{
    private const string PoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>What the functions of one storage account share, by the connection's name.</summary>
    private readonly Dictionary<string, (BlobDispatcher Dispatcher, QueueListener Listener)> _accounts = new(StringComparer.OrdinalIgnoreCase);

    public Type Attribute => typeof(BlobTriggerAttribute);

    public string? Refuse(FunctionDescriptor function)
    {
        if (function.TriggerParameter.ParameterType != typeof(BlobClient))
        {
            return "must take the blob as BlobClient and stream it: other types hold the whole blob in memory";
        }

        return Pattern(function) is null
            ? $"has a blob path that cannot be read ('{Path(function)}'); it is 'container/{{name}}' or the like"
            : FunctionCompiler.RefuseResult(function.Method);
    }

    public IReadOnlyCollection<string> ValueNames(FunctionDescriptor function) => Pattern(function)?.Names ?? [];

    public IEnumerable<ITriggerListener> Listen(FunctionInvoker invoker)
    {
        var connection = ((BlobTriggerAttribute)invoker.Function.Trigger).Connection ?? StorageConnections.DefaultName;
        var blobs = connections.Blobs(connection);
        var announcements = connections.Queues(connection).GetQueueClient("azure-webjobs-blobtrigger-" + environment.Options.HostId);
        if (!_accounts.TryGetValue(connection, out var account))
        {
            var dispatcher = new BlobDispatcher(blobs, environment);
            var failures = new FailureLog(connections.HostBlobs(), environment.Options.HostId, environment.Time);
            account = (dispatcher, new QueueListener(announcements, connections.Queues(connection).GetQueueClient(PoisonQueue), dispatcher, failures, environment));
            _accounts.Add(connection, account);
            yield return account.Listener;
        }

        var pattern = Pattern(invoker.Function)!;
        var receipts = new ReceiptBook(connections.HostBlobs(), environment.Options.HostId, invoker.Function.Id, environment.Options.Blobs.ReceiptLease);
        var scanner = new BlobScanner(invoker.Function, pattern, blobs.GetBlobContainerClient(pattern.Container), receipts, announcements, account.Listener.Wake, environment);
        account.Dispatcher.Add(invoker, pattern, scanner);
        yield return scanner;
    }

    private BlobPathPattern? Pattern(FunctionDescriptor function) => BlobPathPattern.Parse(Path(function));

    private string Path(FunctionDescriptor function) => SettingText.Expand(configuration, ((BlobTriggerAttribute)function.Trigger).BlobPath);
}
