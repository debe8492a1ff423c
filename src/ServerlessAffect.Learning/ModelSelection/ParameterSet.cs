using System.Globalization;

namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>A value for each hyper-parameter of a search, in the order of the search's ranges.</summary>
public sealed class ParameterSet : IEquatable<ParameterSet>
{
    private readonly double[] _values;

    internal ParameterSet(IReadOnlyList<string> names, double[] values) => (Names, _values) = (names, values);

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<double> Values => _values;

    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public double this[string name]
    {
        get
        {
            for (var i = 0; i < Names.Count; i++)
            {
                if (Names[i] == name)
                {
                    return _values[i];
                }
            }

            throw new ArgumentException($"Expected one of {string.Join(", ", Names)}; got '{name}'.", nameof(name));
        }
    }

    public bool Equals(ParameterSet? other) => other is not null && Names.SequenceEqual(other.Names) && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in _values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>"C=10, gamma=0.1".</summary>
    public override string ToString() => string.Join(", ", Names.Zip(_values, (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}")));
}
