using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
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

    /// <summary>What opening or restoring a file shall throw, by its name: of those that have no address in a real storage.</summary>
    public ConcurrentDictionary<string, Exception> OutOfReach { get; } = new(StringComparer.Ordinal);

    /// <summary>The quarantine, by the name under which the file was dropped; where other bytes have that, by <c>{name}:{item}</c>.</summary>
    public ConcurrentDictionary<string, QuarantinedFile> Quarantined { get; } = new(StringComparer.Ordinal);

    public Task<DroppedFile?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OutOfReach.TryGetValue(name, out var refusal))
        {
            return Task.FromException<DroppedFile?>(refusal);
        }

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

    public Task QuarantineAsync(DroppedFile file, ContentHash item, ReadingError reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_inbox.TryGetValue(file.Name, out var stored) && stored.ETag == file.ETag)
            {
                var key = item == UnreadFile.IdOf(file.Name) ? file.ETag : item.Value;
                var place = Quarantined.TryGetValue(file.Name, out var there) && !there.Content.AsSpan().SequenceEqual(stored.Content) ? $"{file.Name}:{key}" : file.Name;
                Quarantined[place] = new QuarantinedFile(file.Name, item, stored.Content, stored.Subject, reason) { Number = ++_writes };
                _inbox.Remove(file.Name);
            }
        }

        return Task.CompletedTask;
    }

    public Task<bool> RestoreAsync(string name, ContentHash item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OutOfReach.TryGetValue(name, out var refusal))
        {
            return Task.FromException<bool>(refusal);
        }

        lock (_gate)
        {
            var (place, file) = Quarantined.OrderBy(q => q.Key, StringComparer.Ordinal).FirstOrDefault(q => q.Value.Name == name && q.Value.Item == item);
            return Task.FromResult(file is not null && TryPut(name, file.Content, file.Subject, overwrite: false) && Quarantined.TryRemove(place, out _));
        }
    }

    public Task<Versioned<ReadingError>?> FindReasonAsync(string name, ContentHash item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = Quarantined.Values.Where(q => q.Name == name && q.Item == item).MaxBy(q => q.Number);
        return Task.FromResult(file is null ? null : new Versioned<ReadingError>(file.Reason, $"0x{file.Number:X}"));
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

    /// <returns>The names of the files that are gone.</returns>
    internal IReadOnlyList<string> RemoveWhere(Func<string, StoredFile, bool> isTheirs)
    {
        lock (_gate)
        {
            var theirs = _inbox.Where(f => isTheirs(f.Key, f.Value)).Select(f => f.Key).ToList();
            theirs.ForEach(name => _inbox.Remove(name));
            return theirs;
        }
    }

    /// <returns>How many files and reasons are gone.</returns>
    internal int RemoveQuarantinedWhere(Func<QuarantinedFile, bool> isTheirs) => 2 * Quarantined.Count(q => isTheirs(q.Value) && Quarantined.TryRemove(q));

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
