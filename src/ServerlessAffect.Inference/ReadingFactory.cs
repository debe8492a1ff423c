using System.Collections.Frozen;
using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Inference;

/// <summary>Turns a model's probabilities into readings. One per model; safe for concurrent use.</summary>
public sealed class ReadingFactory
{
    /// <summary>Digits after the point that a probability keeps: what single precision resolves near 1.</summary>
    internal const int Digits = 7;

    private readonly IReadOnlyList<string> _classes;
    private readonly FrozenDictionary<string, int> _places;
    private readonly double _unsureBelow;

    public ReadingFactory(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        _classes = [.. manifest.Classes];
        _places = _classes.Select((name, place) => (name, place)).ToFrozenDictionary(c => c.name, c => c.place, StringComparer.Ordinal);
        _unsureBelow = manifest.Calibration.UnsureBelow;
    }

    /// <summary>The reading of one row: the most probable class (the first of equals), and whether its probability is below the model's threshold.</summary>
    /// <param name="row">Number of the row in its file, from 0.</param>
    /// <param name="probabilities">[classes], in the manifest's order.</param>
    /// <exception cref="ArgumentException">Another number of probabilities than classes.</exception>
    public Reading Scored(int row, ReadOnlySpan<float> probabilities)
    {
        if (probabilities.Length != _classes.Count)
        {
            throw new ArgumentException($"Expected {_classes.Count} probabilities; got {probabilities.Length}.", nameof(probabilities));
        }

        var values = new double[probabilities.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Round(probabilities[i], Digits);
        }

        var best = TensorPrimitives.IndexOfMax(probabilities);
        return new Reading
        {
            Row = row,
            Status = ReadingStatus.Scored,
            Label = _classes[best],
            Confidence = values[best],
            Unsure = values[best] < _unsureBelow,
            Probabilities = new ClassProbabilities(_classes, _places, values),
        };
    }

    /// <summary>The reading of a row that has no features.</summary>
    public static Reading Failed(RejectedRow rejected)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        return new Reading { Row = rejected.Row, Status = ReadingStatus.Failed, Error = new ReadingError(rejected.Code, rejected.Message) };
    }

    /// <summary>The readings of every row of an item, scored and failed, by row number.</summary>
    /// <exception cref="ArgumentException">The probabilities are not those of the features' rows.</exception>
    public IReadOnlyList<Reading> Create(SparseFeatures features, ProbabilityMatrix probabilities)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Rows != features.Rows.Count)
        {
            throw new ArgumentException($"Expected probabilities of {features.Rows.Count} rows; got {probabilities.Rows}.", nameof(probabilities));
        }

        var readings = new List<Reading>(features.Rows.Count + features.Rejected.Count);
        for (var i = 0; i < features.Rows.Count; i++)
        {
            readings.Add(Scored(features.Rows[i], probabilities.Row(i)));
        }

        foreach (var rejected in features.Rejected)
        {
            readings.Add(Failed(rejected));
        }

        if (features.Ids.Count > 0)
        {
            for (var i = 0; i < readings.Count; i++)
            {
                readings[i] = readings[i] with { Id = features.Ids.GetValueOrDefault(readings[i].Row) };
            }
        }

        readings.Sort(static (a, b) => a.Row.CompareTo(b.Row));
        return readings;
    }
}
