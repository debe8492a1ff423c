using System.Text;
using System.Text.RegularExpressions;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>What makes two texts the same for splitting and for counting repeats: equal once links are gone and white space and case are folded.</summary>
/// <remarks>A digest stands for the text, so that keys may be written to files.</remarks>
public static partial class TextKey
{
    private const int Digits = 16;

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = WhiteSpace().Replace(Link().Replace(text, string.Empty), " ").Trim().ToLowerInvariant();
        return ContentHash.Compute(Encoding.UTF8.GetBytes(plain)).Value[..Digits];
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"[\s\x1c-\x1f]+", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();
}
