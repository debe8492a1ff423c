using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Inference.Timelines;

/// <summary>Takes the flicker out of a timeline: each window's probabilities become the mean of its own, twice, and those of its neighbours, once.</summary>
internal static class WindowSmoothing
{
    private const float Own = 2;

    /// <param name="windows">By start.</param>
    /// <param name="counts">[windows]: which are read at all; the others neither give nor get.</param>
    /// <param name="probabilities">[windows, classes].</param>
    /// <returns>[windows, classes]; rows that do not count are zero. A neighbour behind a gap is none.</returns>
    public static ProbabilityMatrix Smooth(IReadOnlyList<FeatureWindow> windows, ReadOnlySpan<bool> counts, ProbabilityMatrix probabilities)
    {
        var classes = probabilities.Classes;
        var smooth = new float[probabilities.Values.Length];
        for (var w = 0; w < windows.Count; w++)
        {
            if (!counts[w])
            {
                continue;
            }

            var row = smooth.AsSpan(w * classes, classes);
            TensorPrimitives.Multiply(probabilities.Row(w), Own, row);
            var weight = Own;
            if (w > 0 && counts[w - 1] && windows[w].Start <= windows[w - 1].End)
            {
                TensorPrimitives.Add(row, probabilities.Row(w - 1), row);
                weight++;
            }

            if (w + 1 < windows.Count && counts[w + 1] && windows[w + 1].Start <= windows[w].End)
            {
                TensorPrimitives.Add(row, probabilities.Row(w + 1), row);
                weight++;
            }

            TensorPrimitives.Divide(row, weight, row);
        }

        return new ProbabilityMatrix(probabilities.Rows, classes, smooth);
    }
}
