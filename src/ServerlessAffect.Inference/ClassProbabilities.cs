using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace ServerlessAffect.Inference;

/// <summary>One row's probabilities by class: the model's class order is the order of enumeration. The names and their places are shared by all rows.</summary>
internal sealed class ClassProbabilities(IReadOnlyList<string> classes, FrozenDictionary<string, int> places, double[] values) : IReadOnlyDictionary<string, double>
{
    public int Count => values.Length;

    public IEnumerable<string> Keys => classes;

    public IEnumerable<double> Values => values;

    public double this[string key] => values[places[key]];

    public bool ContainsKey(string key) => places.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        var found = places.TryGetValue(key, out var place);
        value = found ? values[place] : default;
        return found;
    }

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        for (var i = 0; i < values.Length; i++)
        {
            yield return new(classes[i], values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
