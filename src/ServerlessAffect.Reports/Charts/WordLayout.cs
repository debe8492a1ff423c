using System.Globalization;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Places words without overlaps: the heaviest in the middle, each next one on a spiral outwards to the first free place. The same words give the same cloud.</summary>
/// <remarks>
/// Sizes are in units of a box of <see cref="Width"/> by <see cref="Height"/>, which the chart scales to its own. A word's area grows with its weight (its height with the root).
/// Widths are estimated by the shape of the letters, on the wide side: no font is at hand here, and which one a browser takes is not known.
/// </remarks>
internal static class WordLayout
{
    public const double Width = 480, Height = 380;
    private const double Smallest = 13, Largest = 44, Gap = 3;
    private static readonly double[] Scales = [2, 1.8, 1.6, 1.45, 1.3, 1.15, 1];

    /// <summary>The words that found a place, the heaviest first; centres and font sizes in units of the box. As large as all find one, or as small as need be.</summary>
    public static IReadOnlyList<PlacedWord> Place(IEnumerable<WeightedWord> words)
    {
        var order = words.OrderByDescending(word => word.Weight).ThenBy(word => word.Text, StringComparer.Ordinal).ToList();
        foreach (var scale in Scales)
        {
            if (Place(order, scale) is var placed && (placed.Count == order.Count || scale == Scales[^1]))
            {
                return placed;
            }
        }

        return [];
    }

    private static List<PlacedWord> Place(List<WeightedWord> order, double scale)
    {
        var placed = new List<PlacedWord>();
        foreach (var word in order)
        {
            var ems = Ems(word.Text);
            var size = Math.Min(scale * Math.Max(Smallest, Largest * Math.Sqrt(Math.Max(0, word.Weight) / order[0].Weight)), 0.8 * Width / ems);
            if (Free(placed, ems * size + Gap, size * 1.15 + Gap) is { } at)
            {
                placed.Add(new PlacedWord(word, at.X, at.Y, size, ems * size + Gap, size * 1.15 + Gap));
            }
        }

        return placed;
    }

    private static (double X, double Y)? Free(List<PlacedWord> placed, double width, double height)
    {
        // An Archimedean spiral as wide as the box is, in steps of about two units along it.
        for (double angle = 0; ; angle += 2 / Math.Max(6, 1.2 * angle))
        {
            var radius = 1.2 * angle;
            var (x, y) = (Width / 2 + radius * Math.Cos(angle), Height / 2 + radius * Height / Width * Math.Sin(angle));
            if (radius > Width / 2)
            {
                return null;
            }

            if (Math.Abs(x - Width / 2) + width / 2 <= Width / 2 && Math.Abs(y - Height / 2) + height / 2 <= Height / 2 &&
                !placed.Exists(word => Math.Abs(word.X - x) < (word.Width + width) / 2 && Math.Abs(word.Y - y) < (word.Height + height) / 2))
            {
                return (x, y);
            }
        }
    }

    /// <summary>Width in units of the font's size.</summary>
    private static double Ems(string text)
    {
        var ems = 0.0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            ems += element.Length > 1 || element[0] > 0x24F ? 1.3
                : "ijl.,:;'|!()[] ".Contains(element[0], StringComparison.Ordinal) ? 0.42
                : "mwMW@%".Contains(element[0], StringComparison.Ordinal) ? 1.16
                : char.IsUpper(element[0]) ? 0.86
                : 0.71;
        }

        return Math.Max(ems, 0.5);
    }
}
