namespace ServerlessAffect.Bench.Hosting;

/// <summary>Texts of the length and looks of financial tweets, made up here.</summary>
internal static class ShortTexts
{
    private static readonly string[] Subjects = ["$QUBR", "Alder & Pine", "the ferry line", "$MELO", "Northern Copper", "the central bank", "grain exporters", "$TRAW"];
    private static readonly string[] Events =
    [
        "raises its full-year outlook after a strong quarter", "cut to Sell, target lowered to $12 from $31", "declares a dividend of $0.27 per share, payable in March",
        "slips 3% as inventories build for a fourth week", "leaves rates unchanged; \"no hurry\" to act before summer", "agrees to buy a rival for 4.2 billion in cash and stock",
        "misses estimates, shares down 7% before the bell https://example.org/n/8812", "says deliveries will resume next week #logistics",
    ];

    public static IReadOnlyList<string> All { get; } = [.. from subject in Subjects from happening in Events select $"{subject} {happening}"];
}
