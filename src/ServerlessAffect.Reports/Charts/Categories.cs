using System.Globalization;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Names that share one legend: the most frequent ones under their own, the rest as one.</summary>
internal sealed class Categories
{
    /// <summary>As many as colours can be told apart, the rest among them.</summary>
    public const int Limit = 10;

    private readonly HashSet<string> _kept;
    private readonly string? _rest;

    /// <param name="names">One for each item.</param>
    public Categories(IEnumerable<string> names)
    {
        var counts = names.CountBy(name => name, StringComparer.Ordinal).ToList();
        var kept = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(counts.Count > Limit ? Limit - 1 : Limit).Select(c => c.Key).ToList();
        _kept = kept.ToHashSet(StringComparer.Ordinal);
        _rest = counts.Count > kept.Count ? string.Create(CultureInfo.InvariantCulture, $"other ({counts.Count - kept.Count:N0})") : null;
        kept.Sort(NaturalOrder.Compare);
        Domain = _rest is null ? kept : [.. kept, _rest];
    }

    /// <summary>In reading order; what stands for the rest is last and so has the tenth colour, a grey.</summary>
    public IReadOnlyList<string> Domain { get; }

    public string Of(string name) => _kept.Contains(name) ? name : _rest!;
}
