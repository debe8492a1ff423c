namespace ServerlessAffect.Signal.Pitch;

/// <summary>How probable each pitch bin is in a frame, from the troughs of its normalised difference (the first step of pYIN). Holds scratch memory.</summary>
/// <remarks>
/// Every threshold between 0 and 1 picks the troughs below it; thresholds are weighted by a beta(2, 18) prior, and the troughs below one by a Boltzmann
/// prior that favours short periods, as librosa and the authors' own program have it.
/// </remarks>
internal sealed class PitchObservations
{
    private const int Thresholds = 100;
    private const double Boltzmann = 2;
    private const double NoTroughProbability = 0.01;

    /// <summary>The Boltzmann prior leaves those beyond less than 1e-17 of the weight.</summary>
    private const int MostSharing = 20;

    private readonly PitchOptions _options;
    private readonly double[] _priorBelow = new double[Thresholds + 1];
    private readonly int[] _added = new int[Thresholds + 2];
    private readonly double[] _decay;
    private readonly double[] _share;
    private readonly int[] _at;
    private readonly int[] _threshold;
    private readonly double[] _probability;

    internal PitchObservations(PitchOptions options)
    {
        _options = options;
        for (var i = 0; i <= Thresholds; i++)
        {
            _priorBelow[i] = PriorBelow((double)i / Thresholds);
        }

        var most = options.MaxPeriod - options.MinPeriod + 1;
        (_at, _threshold, _probability) = (new int[most], new int[most], new double[most]);
        (_decay, _share) = (new double[most], new double[most + 1]);
        for (var i = 0; i < most; i++)
        {
            _decay[i] = Math.Exp(-Boltzmann * i);
            _share[i + 1] = (1 - Math.Exp(-Boltzmann)) / (1 - Math.Exp(-Boltzmann * (i + 1)));
        }
    }

    /// <summary>Writes the probability of each bin.</summary>
    /// <param name="normalised">[lags], of <see cref="DifferenceFunction"/>.</param>
    /// <param name="bins">[bins], written; bin b is fMin 2^(b / <see cref="PYin.BinsPerOctave"/>).</param>
    /// <returns>The probability that the frame is voiced.</returns>
    internal double Observe(ReadOnlySpan<double> normalised, Span<double> bins)
    {
        bins.Clear();
        var count = FindTroughs(normalised);
        if (count == 0)
        {
            return 0;
        }

        Weigh(normalised, count);
        for (var i = 0; i < count; i++)
        {
            var period = _options.MinPeriod + _at[i] + Troughs.Shift(normalised, _at[i]);
            var bin = Math.Max(0, Math.Round(PYin.BinsPerOctave * Math.Log2(_options.SampleRate / period / _options.FMin)));
            if (_probability[i] > 0 && bin < bins.Length)
            {
                bins[(int)bin] = _probability[i];
            }
        }

        var sum = 0.0;
        foreach (var probability in bins)
        {
            sum += probability;
        }

        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>Distribution function of beta(2, 18): 1 - (1 - x)^19 - 19 x (1 - x)^18.</summary>
    private static double PriorBelow(double x) => 1 - Math.Pow(1 - x, 19) - (19 * x * Math.Pow(1 - x, 18));

    private int FindTroughs(ReadOnlySpan<double> normalised)
    {
        var count = 0;
        for (var k = 0; k < normalised.Length; k++)
        {
            if (Troughs.IsTrough(normalised, k))
            {
                (_at[count], _threshold[count], _probability[count]) = (k, FirstThresholdAbove(normalised[k]), 0);
                count++;
            }
        }

        return count;
    }

    /// <summary>The first of 1..100 whose hundredth is above the height; 101 where none is.</summary>
    private static int FirstThresholdAbove(double height)
    {
        if (height >= 1)
        {
            return Thresholds + 1;
        }

        var first = Math.Max(1, (int)(height * Thresholds));
        while (!(height < (double)first / Thresholds))
        {
            first++;
        }

        return first;
    }

    private void Weigh(ReadOnlySpan<double> normalised, int count)
    {
        var lowest = 0;
        for (var i = 1; i < count; i++)
        {
            lowest = normalised[_at[i]] < normalised[_at[lowest]] ? i : lowest;
        }

        Array.Clear(_added);
        for (var i = 0; i < count; i++)
        {
            _added[_threshold[i]]++;
        }

        // Between two thresholds at which a trough is added, the same troughs share the prior.
        var (below, threshold) = (0, _threshold[lowest]);
        while (threshold <= Thresholds)
        {
            below += _added[threshold];
            var next = threshold + 1;
            while (next <= Thresholds && _added[next] == 0)
            {
                next++;
            }

            Share((_priorBelow[next - 1] - _priorBelow[threshold - 1]) * _share[below], threshold, Math.Min(below, MostSharing));
            threshold = next;
        }

        _probability[lowest] += NoTroughProbability * _priorBelow[_threshold[lowest] - 1];
    }

    /// <summary>Gives the first so many troughs below a threshold their parts of the weight.</summary>
    private void Share(double weight, int threshold, int sharing)
    {
        for (var (i, position) = (0, 0); position < sharing; i++)
        {
            if (_threshold[i] <= threshold)
            {
                _probability[i] += weight * _decay[position++];
            }
        }
    }
}
