using System.Collections.Concurrent;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryReportFiles : IReportFiles
{
    private readonly ConcurrentDictionary<(ContentHash Report, string File), byte[]> _files = new();

    public IEnumerable<string> Names => _files.Keys.Select(k => k.File);

    public async Task WriteAsync(ContentHash report, string file, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        _files[(report, file)] = buffer.ToArray();
    }

    public Task<Stream?> OpenAsync(ContentHash report, string file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Stream?>(_files.TryGetValue((report, file), out var content) ? new MemoryStream(content, writable: false) : null);
    }

    public Task<int> DeleteAsync(ContentHash report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_files.Keys.Count(k => k.Report == report && _files.TryRemove(k, out _)));
    }
}
