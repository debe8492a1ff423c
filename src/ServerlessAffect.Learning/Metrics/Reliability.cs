using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Metrics;

/// <summary>How far confidence and accuracy are apart, bin by bin (Guo et al. 2017); confidence is the largest probability of a row.</summary>
public sealed class Reliability
{
    private Reliability(ReliabilityBin[] bins, int rows)
    {
        Bins = bins;
        foreach (var bin in bins)
        {
            if (bin.Count > 0)
            {
                var gap = Math.Abs(bin.Confidence - bin.Accuracy);
                ExpectedCalibrationError += gap * bin.Count / rows;
                MaximumCalibrationError = Math.Max(MaximumCalibrationError, gap);
            }
        }
    }

    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>ECE: the gaps' mean, weighted by count.</summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>MCE: the largest gap.</summary>
    public double MaximumCalibrationError { get; }

    /// <summary>Bin i holds confidences in (i / bins, (i + 1) / bins].</summary>
    public static Reliability EqualWidth(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes, int bins = 15)
    {
        var (confidences, right) = Confidences(probabilities, truth, classes);
        var (counts, confidence, correct) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < right.Length; i++)
        {
            var bin = Math.Clamp((int)Math.Ceiling(confidences[i] * bins) - 1, 0, bins - 1);

            // The product may round across an edge; the edges themselves decide.
            bin = bin > 0 && confidences[i] <= (double)bin / bins ? bin - 1 : bin;
            bin = bin < bins - 1 && confidences[i] > (bin + 1.0) / bins ? bin + 1 : bin;
            counts[bin]++;
            confidence[bin] += confidences[i];
            correct[bin] += right[i] ? 1 : 0;
        }

        return Of(counts, confidence, correct, right.Length);
    }

    /// <summary>Bins of equal count, after a stable sort by confidence; the first (rows % bins) bins hold one more.</summary>
    public static Reliability EqualMass(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes, int bins = 15)
    {
        var (confidences, right) = Confidences(probabilities, truth, classes);
        var order = Enumerable.Range(0, right.Length).OrderBy(i => confidences[i]).ToArray();
        var (counts, confidence, correct) = (new int[bins], new double[bins], new int[bins]);
        var next = 0;
        for (var bin = 0; bin < bins; bin++)
        {
            counts[bin] = (order.Length / bins) + (bin < order.Length % bins ? 1 : 0);
            for (var k = 0; k < counts[bin]; k++)
            {
                var row = order[next++];
                confidence[bin] += confidences[row];
                correct[bin] += right[row] ? 1 : 0;
            }
        }

        return Of(counts, confidence, correct, right.Length);
    }

    private static Reliability Of(int[] counts, double[] confidence, int[] correct, int rows)
    {
        var bins = new ReliabilityBin[counts.Length];
        for (var b = 0; b < bins.Length; b++)
        {
            bins[b] = new ReliabilityBin(counts[b], confidence[b] / counts[b], (double)correct[b] / counts[b]);
        }

        return new Reliability(bins, rows);
    }

    private static (double[] Confidences, bool[] Right) Confidences(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> truth, int classes)
    {
        ProbabilityScores.RequireShape(probabilities, truth, classes);
        var chosen = ClassScores.ArgMax(probabilities, classes);
        var (confidences, right) = (new double[truth.Length], new bool[truth.Length]);
        for (var i = 0; i < right.Length; i++)
        {
            (confidences[i], right[i]) = (probabilities[(i * classes) + chosen[i]], chosen[i] == truth[i]);
        }

        return (confidences, right);
    }
}
