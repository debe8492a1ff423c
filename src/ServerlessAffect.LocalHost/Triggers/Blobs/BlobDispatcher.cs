using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using ServerlessAffect.LocalHost.Diagnostics;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Triggers.Queues;

namespace ServerlessAffect.LocalHost.Triggers.Blobs;

/// <summary>Runs functions on announced blobs, if they are still what was announced.</summary>
internal sealed class BlobDispatcher(BlobServiceClient blobs, InvocationEnvironment environment) : IMessageHandler
{
    private readonly Dictionary<string, (FunctionInvoker Invoker, BlobPathPattern Pattern, BlobScanner Scanner)> _functions = new(StringComparer.Ordinal);

    public void Add(FunctionInvoker invoker, BlobPathPattern pattern, BlobScanner scanner) => _functions.Add(invoker.Function.Id, (invoker, pattern, scanner));

    public async Task HandleAsync(string text, CancellationToken cancellationToken)
    {
        var announcement = Read(text);
        if (!_functions.TryGetValue(announcement.FunctionId, out var target) || target.Pattern.Match(announcement.BlobName) is not { } values)
        {
            throw new MalformedMessageException("The blob was announced to a function that is not here any more or does not listen to it.");
        }

        var blob = BlobAddress.Of(blobs.GetBlobContainerClient(announcement.ContainerName), announcement.BlobName);
        if (!BlobAddress.LeadsElsewhere(announcement.BlobName) && await CurrentETagAsync(blob, cancellationToken).ConfigureAwait(false) != announcement.ETag)
        {
            environment.Logger.BlobStale(target.Invoker.Function.Name, announcement.ContainerName);
            target.Scanner.Wake();
            return;
        }

        await target.Invoker.InvokeAsync(new Invocation(target.Invoker.Function, blob, values), environment.Options.FunctionTimeout, finish: null, cancellationToken).ConfigureAwait(false);
    }

    private static BlobAnnouncement Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BlobAnnouncement>(text) is { FunctionId: not null, ContainerName: not null, BlobName: not null } announcement
                ? announcement
                : throw new MalformedMessageException("The message lacks what announces a blob.");
        }
        catch (JsonException)
        {
            throw new MalformedMessageException("The message is not the JSON that announces a blob.");
        }
    }

    /// <summary>Null when the blob is gone.</summary>
    private static async Task<string?> CurrentETagAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return BlobScanner.Plain((await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
