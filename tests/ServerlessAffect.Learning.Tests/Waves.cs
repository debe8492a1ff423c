namespace ServerlessAffect.Learning.Tests;

/// <summary>30 rows of 4 columns and 3 classes by a formula that other languages can repeat: sin(1.7 i (j + 1) + j) (1 + j) + ((y + j) mod 3) / 2 with y = i mod 3.</summary>
internal static class Waves
{
    internal static readonly string[] Classes = ["a", "b", "c"];

    internal static readonly int[] Y = [.. Enumerable.Range(0, 30).Select(i => i % 3)];

    internal static readonly DenseMatrix X = new(
        30, 4, [.. Enumerable.Range(0, 120).Select(at => (Math.Sin((1.7 * (at / 4) * ((at % 4) + 1)) + (at % 4)) * (1 + (at % 4))) + (0.5 * (((at / 4 % 3) + (at % 4)) % 3)))]);
}
