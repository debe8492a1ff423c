namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>The hyper-parameters that a search goes through; scikit-learn's <c>ParameterGrid</c> and <c>ParameterSampler</c>.</summary>
public sealed class ParameterSpace
{
    private readonly ParameterRange[] _ranges;
    private readonly string[] _names;

    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public ParameterSpace(params IReadOnlyList<ParameterRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        _ranges = [.. ranges];
        _names = [.. ranges.Select(r => r.Name)];
        if (_names.Length == 0 || _names.Distinct(StringComparer.Ordinal).Count() < _names.Length)
        {
            throw new ArgumentException($"Expected one parameter or more, each once; got '{string.Join(", ", _names)}'.", nameof(ranges));
        }
    }

    /// <summary>Every combination, the last parameter changing first.</summary>
    /// <exception cref="InvalidOperationException">A parameter has no list of values.</exception>
    public IReadOnlyList<ParameterSet> Grid()
    {
        if (Array.Find(_ranges, r => r.List is null) is { } endless)
        {
            throw new InvalidOperationException($"'{endless.Name}' lies between two ends; a grid needs its values. Name them, or draw.");
        }

        IEnumerable<double[]> sets = [[]];
        foreach (var range in _ranges)
        {
            sets = sets.SelectMany(set => range.List!.Select(value => (double[])[.. set, value]));
        }

        return [.. sets.Select(values => new ParameterSet(_names, values))];
    }

    /// <summary>Different combinations by chance: as many as asked for, or all of them where there are fewer.</summary>
    /// <param name="count">1 at least.</param>
    /// <param name="randomState">Seed.</param>
    public IReadOnlyList<ParameterSet> Draw(int count, int randomState)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var random = new SeededRandom(randomState);
        if (Array.TrueForAll(_ranges, r => r.List is not null) && _ranges.Aggregate(1.0, (product, r) => product * r.List!.Distinct().Count()) <= count)
        {
            ParameterSet[] all = [.. Grid().Distinct()];
            random.Shuffle(all.AsSpan());
            return all;
        }

        var drawn = new List<ParameterSet>();
        var seen = new HashSet<ParameterSet>();
        while (drawn.Count < count)
        {
            var set = new ParameterSet(_names, Array.ConvertAll(_ranges, r => r.Draw(random)));
            if (seen.Add(set))
            {
                drawn.Add(set);
            }
        }

        return drawn;
    }
}
