using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>A published set of acted speech whose file names say who speaks and how; other files in the folder are not looked at. Each speaker is a group.</summary>
/// <param name="name">Of the reader.</param>
/// <param name="fileName">Matches a file's name without its extension; its groups <c>speaker</c> and <c>emotion</c> are read, and a file with a group <c>skip</c> is left out.</param>
/// <param name="labels">By the emotion's code, in the order of the classes.</param>
/// <param name="parts">Subfolders of which only one may be read, because recordings of one are processed otherwise than those of the others; empty where there are none.</param>
internal sealed partial class SpeechDataSet(string name, Regex fileName, IReadOnlyList<(string Code, string Label)> labels, params string[] parts) : IDataSetReader
{
    private const int KeyDigits = 16;

    /// <summary>The Ryerson Audio-Visual Database of Emotional Speech and Song, its speech: https://doi.org/10.1371/journal.pone.0196391.</summary>
    public static SpeechDataSet Ravdess { get; } = new(
        "ravdess",
        RavdessName(),
        [("01", "neutral"), ("02", "calm"), ("03", "happy"), ("04", "sad"), ("05", "angry"), ("06", "fearful"), ("07", "disgust"), ("08", "surprised")]);

    /// <summary>The Berlin Database of Emotional Speech: Burkhardt et al., Interspeech 2005.</summary>
    public static SpeechDataSet EmoDb { get; } = new(
        "emodb",
        EmoDbName(),
        [("W", "anger"), ("L", "boredom"), ("E", "disgust"), ("A", "fear"), ("F", "happiness"), ("N", "neutral"), ("T", "sadness")],
        "flac",
        "flac-2s");

    /// <summary>Surrey Audio-Visual Expressed Emotion: http://kahlan.eps.surrey.ac.uk/savee.</summary>
    public static SpeechDataSet Savee { get; } = new(
        "savee",
        SaveeName(),
        [("a", "angry"), ("d", "disgust"), ("f", "fearful"), ("h", "happy"), ("n", "neutral"), ("sa", "sad"), ("su", "surprised")]);

    public string Name => name;

    /// <summary>Every recording is called as those of the set are, and there is one at least.</summary>
    public bool Recognises(string folder)
    {
        using var names = Recordings(folder).Select(Path.GetFileNameWithoutExtension).GetEnumerator();
        var any = false;
        while (names.MoveNext())
        {
            if (!fileName.IsMatch(names.Current!))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    public async Task<DataSet> ReadAsync(string folder, IReadOnlyList<string>? classes, string? part, CancellationToken cancellationToken)
    {
        var (files, digests, examples) = (new DataFiles(name, folder), new JsonObject(), new List<LabelledExample>());
        var root = PartOf(files, folder, part);
        foreach (var path in Recordings(root))
        {
            var id = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var hash = await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false);
            if (Read(files, path, id) is var (speaker, label) && label is not null)
            {
                digests[id] = hash.Value;
                examples.Add(new LabelledExample(id, string.Empty, label, $"{name}-{speaker}", hash.Value[..KeyDigits]) { Recording = Path.GetFullPath(path) });
            }
        }

        if (examples.Count == 0)
        {
            throw new AffectException(ErrorCodes.UnknownData, $"The folder of the data {name} has no recordings, neither in itself nor below.");
        }

        string[] names = [.. labels.Select(l => l.Label).Where(l => examples.Exists(e => e.Label == l) || classes?.Contains(l, StringComparer.Ordinal) is true)];
        return new DataSet(name, names, examples, [], CanonicalJson.Hash(digests));
    }

    /// <returns>No label where the file is one of those that are left out.</returns>
    private (string Speaker, string? Label) Read(DataFiles files, string path, string id)
    {
        var match = fileName.Match(Path.GetFileNameWithoutExtension(path));
        if (match.Groups["skip"].Success)
        {
            return (string.Empty, null);
        }

        var label = labels.FirstOrDefault(l => l.Code == match.Groups["emotion"].Value).Label;
        return match.Success && label is not null
            ? (match.Groups["speaker"].Value, label)
            : throw files.Invalid($"the name of the recording '{Printable.Shorten(id, 120)}' does not say who speaks and how");
    }

    /// <summary>By path, so that the order is the same everywhere.</summary>
    private static IEnumerable<string> Recordings(string root) => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Where(f => MediaFormat.ModalityOf(f) is Modality.Audio or Modality.Video)
        .OrderBy(f => Path.GetRelativePath(root, f).Replace(Path.DirectorySeparatorChar, '/'), StringComparer.Ordinal);

    private string PartOf(DataFiles files, string folder, string? part)
    {
        if (parts.Length == 0)
        {
            return folder;
        }

        var own = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (part is not null && own != part && parts.Contains(own, StringComparer.Ordinal))
        {
            throw files.Invalid($"the recipe is for its part '{part}', and the folder is the part '{own}'; the two are processed differently and never mixed");
        }

        var there = parts.Where(p => Directory.Exists(Path.Combine(folder, p))).ToArray();
        if (there.Length == 0)
        {
            return folder;
        }

        var chosen = part ?? (there is [var only] ? only : throw files.Invalid($"it comes in the parts {string.Join(" and ", there)}, which are never mixed; name one of them, or use a recipe that does"));
        return there.Contains(chosen, StringComparer.Ordinal) ? Path.Combine(folder, chosen) : throw files.Invalid($"its part '{chosen}', which the recipe is for, is missing");
    }

    // Modality-channel-emotion-intensity-statement-repetition-actor; pictures without sound (02) and song (channel 02) are left out.
    [GeneratedRegex(@"^(?:(?<skip>(?:02-\d\d|\d\d-02)-\d\d(?:-\d\d){4})|0[13]-01-(?<emotion>0[1-8])-\d\d-\d\d-\d\d-(?<speaker>\d\d))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RavdessName();

    // Speaker, sentence, emotion, take.
    [GeneratedRegex(@"^(?<speaker>\d\d)[ab]\d\d(?<emotion>[WLEAFTN])[a-z]?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EmoDbName();

    // Speaker, emotion, number of the sentence.
    [GeneratedRegex(@"^(?<speaker>DC|JE|JK|KL)_(?<emotion>a|d|f|h|n|sa|su)\d\d$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SaveeName();
}
