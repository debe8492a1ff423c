namespace ServerlessAffect.Learning.Statistics;

/// <summary>McNemar's test of two classifiers on the same rows: of the rows that only one of them gets right, does each have half?</summary>
/// <param name="BothRight">Rows that both get right.</param>
/// <param name="OnlyFirst">Rows that only the first gets right.</param>
/// <param name="OnlySecond">Rows that only the second gets right.</param>
/// <param name="BothWrong">Rows that neither gets right.</param>
public sealed record McNemar(int BothRight, int OnlyFirst, int OnlySecond, int BothWrong)
{
    /// <summary>The binomial test; its statistic is the smaller of the two counts. For any number of rows.</summary>
    public TestResult Exact
    {
        get
        {
            var (fewer, discordant) = (Math.Min(OnlyFirst, OnlySecond), OnlyFirst + OnlySecond);

            // P(X <= fewer) of the binomial distribution with one half.
            var tail = SpecialFunctions.RegularisedBeta(discordant - fewer, fewer + 1, 0.5);
            return new TestResult(fewer, discordant == 0 ? 1 : Math.Min(1, 2 * tail));
        }
    }

    /// <summary>(|b - c|)² / (b + c) against chi-squared with one degree of freedom; for 25 discordant rows or more.</summary>
    public TestResult ChiSquared => Against(Math.Abs(OnlyFirst - OnlySecond));

    /// <summary>With Edwards' correction, (|b - c| - 1)² / (b + c).</summary>
    public TestResult ChiSquaredCorrected => Against(Math.Max(0, Math.Abs(OnlyFirst - OnlySecond) - 1));

    /// <param name="truth">[rows], class indices.</param>
    /// <param name="first">[rows], predictions of one model.</param>
    /// <param name="second">[rows], predictions of the other.</param>
    public static McNemar Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (truth.Length != first.Length || truth.Length != second.Length)
        {
            throw new ArgumentException($"Expected as many predictions of both models as labels ({truth.Length}); got {first.Length} and {second.Length}.");
        }

        Span<int> counts = stackalloc int[4];
        for (var i = 0; i < truth.Length; i++)
        {
            counts[(first[i] == truth[i] ? 0 : 2) + (second[i] == truth[i] ? 0 : 1)]++;
        }

        return new McNemar(counts[0], counts[1], counts[2], counts[3]);
    }

    private TestResult Against(double difference)
    {
        var discordant = OnlyFirst + OnlySecond;
        var statistic = discordant == 0 ? 0 : difference * difference / discordant;
        return new TestResult(statistic, SpecialFunctions.ChiSquaredUpperTail(statistic, 1));
    }
}
