using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ServerlessAffect.Integration.Tests;

/// <summary>What Azurite did to blobs, by its own request log. Listings cannot tell: names are made of content, and Azurite gives a blob that
/// is written over a new time of creation.</summary>
internal sealed partial class WriteLog
{
    private readonly ConcurrentDictionary<string, int> _written = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unanswered = new(StringComparer.Ordinal);
    private int _refused;

    /// <summary>Writes of a blob that found it there and left it: how often two really met.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Fails unless the blob, <c>container/name</c>, was written exactly once. Of a writer that was killed before its answer the log does not tell
    /// whether it wrote; a write that was answered is then one too many only if there were two.</summary>
    public void RequireOnce(string blob)
    {
        var count = _written.GetValueOrDefault(blob);
        Assert.True(count == 1 || (count == 0 && _unanswered.ContainsKey(blob)), $"{blob} was written {count} times.");
    }

    public void Add(string line)
    {
        if (Put().Match(line) is not { Success: true } put || put.Groups["query"].Value is not ("" or "?comp=blocklist"))
        {
            return;
        }

        var blob = Uri.UnescapeDataString(put.Groups["blob"].Value);
        switch (put.Groups["status"].Value)
        {
            case "201":
                _written.AddOrUpdate(blob, 1, (_, count) => count + 1);
                break;
            case "409":
                Interlocked.Increment(ref _refused);
                break;
            case "-":
                _unanswered.TryAdd(blob, true);
                break;
        }
    }

    [GeneratedRegex(@"PUT /devstoreaccount1/(?<blob>(predictions|features)/[^? ]+)(?<query>\?[^ ]*)? HTTP/1\.1. (?<status>\d{3}|-) ")]
    private static partial Regex Put();
}
