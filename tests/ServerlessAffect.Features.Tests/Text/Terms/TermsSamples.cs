using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text.Terms;

internal static class TermsSamples
{
    public static string[] Texts { get; } =
    [
        "Shares of $ABCD jump 12% after a strong quarter https://example.test/1",
        "Shares of Example &amp; Sons slip 3% 🚀 after a weak quarter",
        "The central bank holds rates; markets shrug",
        "Markets shrug as the central bank holds rates in 2024 https://example.test/2 https://example.test/3",
        "back\\slash and\ttab $ABCD!",
        "!",
        string.Empty,
    ];

    /// <summary>Every analyzer, each with options of its own.</summary>
    public static TextTermsParameters EveryAnalyzer { get; } = new()
    {
        Blocks =
        [
            new() { Name = "words", NgramMax = 2, TokenPattern = TokenPatterns.Tweet, FoldDigits = true, SublinearTf = true, MinDf = 2 },
            new() { Name = "characters", Analyzer = TermAnalyzer.CharWb, NgramMin = 2, NgramMax = 4, Lowercase = false, SublinearTf = true },
            new() { Name = "plain", Analyzer = TermAnalyzer.Char, NgramMin = 1, NgramMax = 2, Norm = TermNorm.L1, UseIdf = false },
            new() { Name = "shapes", Analyzer = TermAnalyzer.Shape, NgramMax = 3, TokenPattern = TokenPatterns.Tweet, Lowercase = false, Weight = 0.4 },
            new() { Name = "positions", Analyzer = TermAnalyzer.Position, TokenPattern = TokenPatterns.Tweet, Weight = 0.5 },
            new() { Name = "pairs", Analyzer = TermAnalyzer.Pair, TokenPattern = TokenPatterns.Tweet, StopWords = ["the", "a"], Norm = TermNorm.None, SmoothIdf = false, MaxDf = 0.5, MaxFeatures = 40 },
        ],
    };
}
