using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Inference.Timelines;

/// <summary>Turns windows that overlap into spans that do not, and joins neighbours that say the same.</summary>
internal static class WindowSpans
{
    // What players and people resolve.
    private const int MillisecondDigits = 3;

    /// <param name="windows">By start.</param>
    /// <param name="counts">[windows]: which are read at all; where none is, there is a gap.</param>
    /// <param name="probabilities">[windows, classes].</param>
    /// <param name="classes">In the order of the probabilities.</param>
    /// <param name="unsureBelow">A span whose confidence is below this is unsure; 1 or more: every span is.</param>
    /// <param name="duration">Seconds of the recording, behind which nothing ends.</param>
    public static List<ReadingWindow> Of(
        IReadOnlyList<FeatureWindow> windows, ReadOnlySpan<bool> counts, ProbabilityMatrix probabilities, IReadOnlyList<string> classes, double unsureBelow, double duration)
    {
        var spans = new List<ReadingWindow>();
        for (var w = 0; w < windows.Count; w++)
        {
            if (!counts[w])
            {
                continue;
            }

            // Where two windows overlap, each has the half that is nearer to its own middle.
            var start = w > 0 && windows[w - 1].End > windows[w].Start ? (windows[w - 1].End + windows[w].Start) / 2 : windows[w].Start;
            var end = w + 1 < windows.Count && windows[w].End > windows[w + 1].Start ? (windows[w].End + windows[w + 1].Start) / 2 : windows[w].End;
            var best = TensorPrimitives.IndexOfMax(probabilities.Row(w));
            double confidence = probabilities.Row(w)[best];
            (start, end) = (Math.Round(start, MillisecondDigits), Math.Round(Math.Min(end, duration), MillisecondDigits));
            if (end > start)
            {
                Add(spans, new ReadingWindow(start, end, classes[best], confidence, !(confidence >= unsureBelow)));
            }
        }

        return spans.ConvertAll(s => s with { Confidence = Math.Round(s.Confidence, ReadingFactory.Digits) });
    }

    /// <summary>A joined span's confidence is the mean over its time.</summary>
    private static void Add(List<ReadingWindow> spans, ReadingWindow next)
    {
        if (spans is [.., var last] && last.End >= next.Start && last.Unsure == next.Unsure && string.Equals(last.Label, next.Label, StringComparison.Ordinal))
        {
            var (before, now) = (last.End - last.Start, next.End - next.Start);
            spans[^1] = last with { End = next.End, Confidence = ((last.Confidence * before) + (next.Confidence * now)) / (before + now) };
        }
        else
        {
            spans.Add(next);
        }
    }
}
