using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>Names of classes to indices and back, scikit-learn's <c>LabelEncoder</c>: the classes stand in ordinal order, whatever order the labels came in.</summary>
public sealed class LabelEncoder
{
    private readonly Dictionary<string, int> _index;

    private LabelEncoder(string[] classes)
    {
        Classes = classes;
        _index = new Dictionary<string, int>(classes.Length, StringComparer.Ordinal);
        for (var i = 0; i < classes.Length; i++)
        {
            _index.Add(classes[i], i);
        }
    }

    /// <summary>Distinct labels, in ordinal order unless given.</summary>
    public IReadOnlyList<string> Classes { get; }

    public static LabelEncoder Fit(IEnumerable<string> labels) => new([.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>For classes whose order is already decided, as in a model's manifest.</summary>
    /// <exception cref="ArgumentException">A class comes twice.</exception>
    public static LabelEncoder Of(IEnumerable<string> classes) => new([.. classes]);

    /// <exception cref="AffectException">A label is none of the classes.</exception>
    public int[] Transform(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var encoded = new int[labels.Count];
        for (var i = 0; i < encoded.Length; i++)
        {
            encoded[i] = _index.TryGetValue(labels[i], out var index)
                ? index
                : throw new AffectException(ErrorCodes.InvalidData, $"The label of row {i} is none of the {Classes.Count} classes that were fitted. Fit again or correct the label.");
        }

        return encoded;
    }

    public string[] InverseTransform(ReadOnlySpan<int> indices)
    {
        var labels = new string[indices.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Classes[indices[i]];
        }

        return labels;
    }
}
