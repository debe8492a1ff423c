using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryMediaStore(TimeProvider time) : IMediaStore, IQuarantine
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredFile> _inbox = new(StringComparer.Ordinal);
    private long _writes;

    /// <summary>What reading the content of a file shall throw, by its name.</summary>
    public ConcurrentDictionary<string, Exception> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The quarantine, by the name under which the file was dropped.</summary>
    public ConcurrentDictionary<string, QuarantinedFile> Quarantined { get; } = new(StringComparer.Ordinal);

    public Task<DroppedFile?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(name) is not { } file)
        {
            return Task.FromResult<DroppedFile?>(null);
        }

        var content = new ReplaceableStream(file.Content, name, () => Find(name)?.ETag == file.ETag, () => Faults.GetValueOrDefault(name));
        return Task.FromResult<DroppedFile?>(new DroppedFile(name, file.ETag, file.Content.Length, file.Subject, content));
    }

    public async Task<bool> DropAsync(string name, Stream content, string? subject, bool overwrite, CancellationToken cancellationToken)
    {
        MediaName.Require(name);
        ArgumentNullException.ThrowIfNull(content);
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        return TryPut(name, buffer.ToArray(), subject, overwrite);
    }

    /// <summary>As a stranger's upload would: any name that the storage takes.</summary>
    public void Put(string name, byte[] content, string? subject = null) => TryPut(name, content, subject, overwrite: true);

    public Task QuarantineAsync(DroppedFile file, ReadingError reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_inbox.TryGetValue(file.Name, out var stored) && stored.ETag == file.ETag)
            {
                Quarantined[file.Name] = new QuarantinedFile(stored.Content, stored.Subject, stored.ETag, reason);
                _inbox.Remove(file.Name);
            }
        }

        return Task.CompletedTask;
    }

    public Task<bool> RestoreAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Quarantined.TryGetValue(name, out var file) && TryPut(name, file.Content, file.Subject, overwrite: false) && Quarantined.TryRemove(name, out _));
        }
    }

    public async IAsyncEnumerable<InboxEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        KeyValuePair<string, StoredFile>[] entries;
        lock (_gate)
        {
            entries = [.. _inbox];
        }

        foreach (var (name, file) in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new InboxEntry(name, file.ETag, file.Content.Length, file.LastModified);
        }
    }

    internal StoredFile? Find(string name)
    {
        lock (_gate)
        {
            return _inbox.GetValueOrDefault(name);
        }
    }

    internal bool Remove(string name, string eTag)
    {
        lock (_gate)
        {
            return _inbox.TryGetValue(name, out var file) && file.ETag == eTag && _inbox.Remove(name);
        }
    }

    private bool TryPut(string name, byte[] content, string? subject, bool overwrite)
    {
        lock (_gate)
        {
            if (!overwrite && _inbox.ContainsKey(name))
            {
                return false;
            }

            _inbox[name] = new StoredFile(content, $"0x{++_writes:X}", subject, time.GetUtcNow());
            return true;
        }
    }
}
