using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Ports;

/// <summary>What a report consists of, under <c>reports/{id}/{file}</c>. Its record says when all of it is there. Safe for concurrent use.</summary>
public interface IReportFiles
{
    /// <summary>Writes the file, whatever is there: every run of one report answers the same question over the same items.</summary>
    /// <param name="content">Seekable, read from its start; stays the caller's.</param>
    Task WriteAsync(ContentHash report, string file, Stream content, CancellationToken cancellationToken);

    /// <summary>Null where there is none. The caller disposes the stream, which knows its length.</summary>
    Task<Stream?> OpenAsync(ContentHash report, string file, CancellationToken cancellationToken);

    /// <summary>Removes every file of the report, never its record; returns how many there were. May be repeated.</summary>
    Task<int> DeleteAsync(ContentHash report, CancellationToken cancellationToken);
}
