namespace ServerlessAffect.Learning.Statistics;

/// <summary>Intervals of a share such as an accuracy, from counts.</summary>
public static class ProportionInterval
{
    /// <summary>Wilson's score interval; good at any share and for few trials.</summary>
    public static (double Low, double High) Wilson(int successes, int trials, double level = 0.95)
    {
        Require(successes, trials, level);
        var z = Z(level);
        var (n, share) = ((double)trials, (double)successes / trials);
        var middle = (share + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z * Math.Sqrt((share * (1 - share) / n) + (z * z / (4 * n * n))) / (1 + (z * z / n));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>Clopper and Pearson's exact interval; never covers less than the level.</summary>
    public static (double Low, double High) ClopperPearson(int successes, int trials, double level = 0.95)
    {
        Require(successes, trials, level);
        var tail = (1 - level) / 2;
        var low = successes == 0 ? 0 : SpecialFunctions.BetaQuantile(successes, trials - successes + 1, tail);
        var high = successes == trials ? 1 : SpecialFunctions.BetaQuantile(successes + 1, trials - successes, 1 - tail);
        return (low, high);
    }

    /// <summary>The normal approximation, kept within 0 and 1; poor near them.</summary>
    public static (double Low, double High) Normal(int successes, int trials, double level = 0.95)
    {
        Require(successes, trials, level);
        var share = (double)successes / trials;
        var half = Z(level) * Math.Sqrt(share * (1 - share) / trials);
        return (Math.Max(0, share - half), Math.Min(1, share + half));
    }

    private static double Z(double level) => SpecialFunctions.NormalQuantile((1 + level) / 2);

    private static void Require(int successes, int trials, double level)
    {
        if (trials < 1 || successes < 0 || successes > trials || !(level is > 0 and < 1))
        {
            throw new ArgumentException($"Expected 1 trial or more, successes among them and a level between 0 and 1; got {successes} of {trials} at {level}.");
        }
    }
}
