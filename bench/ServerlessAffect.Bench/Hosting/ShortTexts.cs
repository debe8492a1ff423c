namespace ServerlessAffect.Bench.Hosting;

/// <summary>4,096 different texts of the length and looks of financial tweets, made up here: as many as keep what is remembered of a text from being found again at once.</summary>
internal static class ShortTexts
{
    private static readonly string[] Subjects = ["$QUBR", "Alder & Pine", "the ferry line", "$MELO", "Northern Copper", "the central bank", "grain exporters", "$TRAW"];

    private static readonly string[] Others = ["", " Holdings", " of Oslo", " and partners", " (Asia)", " unit", " rival", " supplier"];

    private static readonly Func<int, string>[] Events =
    [
        n => $"raises its {2023 + n} outlook after a strong quarter", n => $"cut to Sell, target lowered to ${12 + n} from ${31 + n}", n => $"declares a dividend of $0.2{n} per share, payable in March",
        n => $"slips {3 + n}% as inventories build for a fourth week", n => $"leaves rates at {n}.25%; \"no hurry\" to act before summer", n => $"agrees to buy a rival for {4 + n}.2 billion in cash and stock",
        n => $"misses estimates, shares down {7 + n}% before the bell https://example.org/n/88{n}2", n => $"says deliveries will resume in {2 + n} weeks #logistics",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. from subject in Subjects
           from other in Others
           from happening in Events
           from number in Enumerable.Range(0, 8)
           select $"{subject}{other} {happening(number)}",
    ];
}
