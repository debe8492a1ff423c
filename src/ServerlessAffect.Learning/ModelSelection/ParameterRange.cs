namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>What one hyper-parameter may be. Immutable.</summary>
public abstract class ParameterRange
{
    private protected ParameterRange(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    public string Name { get; }

    /// <summary>The values of a list, in its order; null for a range between two ends.</summary>
    internal abstract IReadOnlyList<double>? List { get; }

    /// <summary>One of these values, each as likely as any other; a choice between names is one between their numbers.</summary>
    public static ParameterRange Values(string name, params IReadOnlyList<double> values) => new Listed(name, values);

    /// <summary>Whole numbers from <paramref name="low"/> to <paramref name="high"/>, both ends included.</summary>
    public static ParameterRange Integers(string name, int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return new Listed(name, [.. Enumerable.Range(low, high - low + 1).Select(v => (double)v)]);
    }

    /// <summary>Anything from <paramref name="low"/> up to <paramref name="high"/>, evenly.</summary>
    public static ParameterRange Uniform(string name, double low, double high) => new Between(name, low, high, u => low + (u * (high - low)));

    /// <summary>Anything from <paramref name="low"/>, above 0, up to <paramref name="high"/>, evenly on a logarithmic scale: for C, gamma and the like.</summary>
    public static ParameterRange LogUniform(string name, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        return new Between(name, low, high, u => Math.Exp(Math.Log(low) + (u * (Math.Log(high) - Math.Log(low)))));
    }

    internal abstract double Draw(SeededRandom random);

    private sealed class Listed : ParameterRange
    {
        internal Listed(string name, IReadOnlyList<double> values)
            : base(name)
        {
            ArgumentNullException.ThrowIfNull(values);
            List = values.Count > 0 ? [.. values] : throw new ArgumentException($"Expected a value or more of '{name}'; got none.", nameof(values));
        }

        internal override IReadOnlyList<double> List { get; }

        internal override double Draw(SeededRandom random) => List[random.Next(List.Count)];
    }

    private sealed class Between : ParameterRange
    {
        private readonly Func<double, double> _at;

        internal Between(string name, double low, double high, Func<double, double> at)
            : base(name)
        {
            _at = low < high ? at : throw new ArgumentException($"Expected a range of '{name}' from low to high; got {low} and {high}.", nameof(high));
        }

        internal override IReadOnlyList<double>? List => null;

        internal override double Draw(SeededRandom random) => _at(random.NextDouble());
    }
}
