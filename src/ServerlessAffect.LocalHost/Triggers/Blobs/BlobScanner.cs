using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessAffect.LocalHost.Diagnostics;
using ServerlessAffect.LocalHost.Invocations;
using ServerlessAffect.LocalHost.Options;
using ServerlessAffect.LocalHost.Triggers.Queues;

namespace ServerlessAffect.LocalHost.Triggers.Blobs;

/// <summary>Looks through a container every now and then and announces, once, each blob that is new to a function.</summary>
internal sealed class BlobScanner : ITriggerListener
{
    private readonly FunctionDescriptor _function;
    private readonly BlobPathPattern _pattern;
    private readonly BlobContainerClient _container;
    private readonly ReceiptBook _receipts;
    private readonly QueueClient _announcements;
    private readonly Action _announced;
    private readonly InvocationEnvironment _environment;
    private readonly WakeSignal _wake = new();
    private readonly StorageLoop _loop;

    /// <summary>Receipts known to be complete, of blobs that the last scan saw: they cost no request.</summary>
    private HashSet<string>? _known;

    public BlobScanner(
        FunctionDescriptor function, BlobPathPattern pattern, BlobContainerClient container, ReceiptBook receipts,
        QueueClient announcements, Action announced, InvocationEnvironment environment)
    {
        _function = function;
        _pattern = pattern;
        _container = container;
        _receipts = receipts;
        _announcements = announcements;
        _announced = announced;
        _environment = environment;
        _loop = new StorageLoop($"{function.Name} (scan of {container.Name})", ScanAsync, environment.Time, environment.Logger);
    }

    private BlobOptions Options => _environment.Options.Blobs;

    public void Start() => _loop.Start();

    public Task StopAsync() => _loop.StopAsync();

    public ValueTask DisposeAsync()
    {
        _loop.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A blob was replaced: look again at once.</summary>
    public void Wake() => _wake.Wake();

    private async Task ScanAsync(CancellationToken stopping)
    {
        var began = _environment.Time.GetTimestamp();
        try
        {
            await LookThroughAsync(stopping).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await _receipts.CreateContainerAsync(stopping).ConfigureAwait(false);
            await _container.CreateIfNotExistsAsync(cancellationToken: stopping).ConfigureAwait(false);
            await _announcements.CreateIfNotExistsAsync(cancellationToken: stopping).ConfigureAwait(false);
            _wake.Wake();
        }

        // A container that takes long to look through must not keep storage busy with it: two thirds of the time are for others.
        var pause = TimeSpan.FromTicks(Math.Max(Options.ScanInterval.Ticks, 2 * _environment.Time.GetElapsedTime(began).Ticks));
        await _wake.WaitAsync(pause, _environment.Time, stopping).ConfigureAwait(false);
    }

    private async Task LookThroughAsync(CancellationToken stopping)
    {
        var known = _known ??= await _receipts.ReadAsync(stopping).ConfigureAwait(false);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Options.Concurrency, CancellationToken = stopping };
        await Parallel.ForEachAsync(NewBlobsAsync(known, seen, stopping), parallel, async (blob, _) =>
        {
            if (await AnnounceAsync(blob.Name, blob.ETag, blob.Receipt).ConfigureAwait(false))
            {
                lock (seen)
                {
                    seen.Add(blob.Receipt);
                }
            }
        }).ConfigureAwait(false);
        _known = seen;
    }

    private async IAsyncEnumerable<(string Name, string ETag, string Receipt)> NewBlobsAsync(
        HashSet<string> known, HashSet<string> seen, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var blob in _container.GetBlobsAsync(prefix: _pattern.Prefix, cancellationToken: stopping).ConfigureAwait(false))
        {
            if (blob.Properties.ETag is not { } etag || _pattern.Match(blob.Name) is null)
            {
                continue;
            }

            var receipt = _receipts.NameOf(Plain(etag), _container.Name, blob.Name);
            if (!known.Contains(receipt))
            {
                yield return (blob.Name, Plain(etag), receipt);
                continue;
            }

            lock (seen)
            {
                seen.Add(receipt);
            }
        }
    }

    private async Task<bool> AnnounceAsync(string name, string etag, string receipt)
    {
        try
        {
            return await _receipts.AnnounceOnceAsync(receipt, () => SendAsync(name, etag), CancellationToken.None).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 400)
        {
            // One blob that storage refuses must not keep the others waiting.
            _environment.Logger.BlobSkipped(_function.Name, _container.Name, Faults.Describe(e));
            return false;
        }
    }

    private async Task SendAsync(string name, string etag)
    {
        var announcement = new BlobAnnouncement("BlobTrigger", _function.Id, "BlockBlob", _container.Name, name, etag);
        await _announcements.SendMessageAsync(MessageText.Encode(JsonSerializer.Serialize(announcement)), timeToLive: TimeSpan.FromSeconds(-1)).ConfigureAwait(false);
        _environment.Logger.BlobAnnounced(_function.Name, _container.Name);
        _announced();
    }

    /// <summary>ETags stand without quotes in listings and with them elsewhere.</summary>
    internal static string Plain(ETag etag) => etag.ToString("G").Trim('"');
}
