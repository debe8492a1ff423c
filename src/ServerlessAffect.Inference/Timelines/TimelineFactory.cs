using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Inference.Timelines;

/// <summary>Turns a model's probabilities for the windows of a recording into one reading: of the recording as a whole, and of its parts.</summary>
/// <remarks>
/// The whole: the mean of the probabilities of the voiced windows, each counted by the share of it that is voice. The mean of probabilities, not of their logarithms:
/// it says which share of the speech sounded how, and one window that is sure of itself and wrong does not outvote the rest.
/// The parts: probabilities smoothed over neighbouring windows, cut where windows overlap, joined where they say the same; silence is a gap.
/// Where no window is voiced, all are read, and everything said is unsure.
/// One per model; safe for concurrent use.
/// </remarks>
public sealed class TimelineFactory
{
    private readonly ReadingFactory _readings;
    private readonly IReadOnlyList<string> _classes;
    private readonly double _unsureBelow;

    public TimelineFactory(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        _readings = new ReadingFactory(manifest);
        _classes = [.. manifest.Classes];
        _unsureBelow = manifest.Calibration.UnsureBelow;
    }

    /// <param name="features">At least one window.</param>
    /// <param name="probabilities">[windows, classes], in the manifest's order.</param>
    /// <returns>As row 0.</returns>
    /// <exception cref="ArgumentException">No window, or probabilities of others.</exception>
    public Reading Create(DenseFeatures features, ProbabilityMatrix probabilities)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(probabilities);
        var windows = features.Windows;
        if (windows.Count == 0 || probabilities.Rows != windows.Count || probabilities.Classes != _classes.Count)
        {
            throw new ArgumentException(
                $"Expected probabilities of {_classes.Count} classes for {windows.Count} windows, at least one; got {probabilities.Classes} for {probabilities.Rows}.", nameof(probabilities));
        }

        var speech = windows.Any(w => w.IsVoiced);
        var counts = new bool[windows.Count];
        for (var w = 0; w < counts.Length; w++)
        {
            counts[w] = !speech || windows[w].IsVoiced;
        }

        var whole = _readings.Scored(0, Mean(windows, counts, speech, probabilities));
        var smooth = WindowSmoothing.Smooth(windows, counts, probabilities);
        return whole with
        {
            Unsure = whole.Unsure is true || !speech,
            Windows = WindowSpans.Of(windows, counts, smooth, _classes, speech ? _unsureBelow : double.PositiveInfinity, features.Duration),
        };
    }

    private static float[] Mean(IReadOnlyList<FeatureWindow> windows, bool[] counts, bool speech, ProbabilityMatrix probabilities)
    {
        var mean = new float[probabilities.Classes];
        var weights = 0f;
        for (var w = 0; w < counts.Length; w++)
        {
            if (counts[w])
            {
                var weight = speech ? windows[w].Voiced : 1;
                TensorPrimitives.MultiplyAdd(probabilities.Row(w), weight, mean, mean);
                weights += weight;
            }
        }

        TensorPrimitives.Divide(mean, weights, mean);
        return mean;
    }
}
