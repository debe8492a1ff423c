using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Audio.Decoding;

namespace ServerlessAffect.Cli.Demo;

/// <summary>The samples that can be shown on this machine, with the models that come with the program; and why others cannot.</summary>
/// <param name="Files">Paths, in the order of their names.</param>
/// <param name="LeftOut">One sentence per reason.</param>
internal sealed record DemoSamples(IReadOnlyList<string> Files, IReadOnlyList<string> LeftOut)
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.TamperedModel"/>, <see cref="ErrorCodes.DamagedModel"/>.</exception>
    public static async Task<DemoSamples> FindAsync(string folder, LocalModels models, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        var read = new HashSet<Modality>();
        foreach (var name in models.Names())
        {
            read.Add((await models.FindAsync(new ModelRef(name, null), cancellationToken).ConfigureAwait(false)).Manifest.Modality);
        }

        var (files, leftOut) = (new List<string>(), new SortedDictionary<string, List<string>>(StringComparer.Ordinal));
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (Fault(MediaFormat.OfFileName(file), read, decoding) is not { } fault)
            {
                files.Add(file);
                continue;
            }

            if (!leftOut.TryGetValue(fault, out var names))
            {
                leftOut.Add(fault, names = []);
            }

            names.Add(Path.GetFileName(file));
        }

        return new DemoSamples(files, [.. leftOut.Select(l => $"Left out: {string.Join(", ", l.Value)}. {l.Key}")]);
    }

    private static string? Fault(MediaFormat format, HashSet<Modality> read, DecodingOptions decoding)
    {
        // Of a video the sound is read.
        if (!read.Contains(format.Modality is Modality.Video ? Modality.Audio : format.Modality))
        {
            return $"No model under models/ reads {(format.Modality is Modality.Text ? "texts" : "recordings")}.";
        }

        if (format.Modality is Modality.Text)
        {
            return null;
        }

        try
        {
            AudioFile.RequireDecoder(format, decoding);
            return null;
        }
        catch (AffectException missing) when (missing.Code == ErrorCodes.MissingTool)
        {
            return "Decoding needs ffmpeg, which was not found; install it (Debian, Ubuntu: apt-get install ffmpeg) or set Affect__Ffmpeg to its path.";
        }
    }
}
