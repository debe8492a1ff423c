using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Tokens;

/// <summary>Lists of words to leave out, from a file of the user's: text with a word per line, or the JSON of the npm package <c>stopwords-iso</c>
/// (an object of language codes, each with an array of words).</summary>
public static class StopWordFile
{
    private const int LargestFile = 4 << 20;

    // They are written into the schema of what was fitted.
    private const int MostWords = 10_000;
    private const int LongestWord = 100;

    /// <param name="path">Ends in <c>.txt</c> or <c>.json</c>.</param>
    /// <param name="language">Which list of a JSON file.</param>
    /// <returns>Distinct words in lower case, in ordinal order.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>.</exception>
    public static IReadOnlyList<string> Read(string path, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(language);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                throw Unfit();
            }

            var words = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? FromJson(path, language) : File.ReadLines(path);
            string[] distinct = [.. words.Select(w => w.Trim().ToLowerInvariant()).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            return distinct.Length is > 0 and <= MostWords && Array.TrueForAll(distinct, w => w.Length <= LongestWord) ? distinct : throw Unfit();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new AffectException(ErrorCodes.InvalidData, "The list of stop words cannot be read; expected a text file with a word per line, or the JSON of stopwords-iso.", error);
        }
    }

    private static AffectException Unfit() => new(
        ErrorCodes.InvalidData, $"The list of stop words is not one: expected 1 to {MostWords} words of up to {LongestWord} characters each, a line for every word.");

    private static string[] FromJson(string path, string language)
    {
        var lists = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllBytes(path)) ?? [];
        return lists.TryGetValue(language, out var words)
            ? words
            : throw new AffectException(ErrorCodes.InvalidData, $"The stop words have no language '{Printable.Shorten(language, 16)}'; they have {lists.Count} others.");
    }
}
