using System.IO.Compression;

namespace ServerlessAffect.Testing.Audio;

/// <summary>A clip of the golden audio: what a real librosa computed from its samples, by name (see the README beside the files).</summary>
public sealed class GoldenClip
{
    public const int SampleRate = 22_050;

    private readonly string _archive;

    private GoldenClip(string folder, string name)
    {
        (Name, _archive) = (name, Path.Combine(folder, name + ".npz"));
        using var samples = File.OpenRead(Path.Combine(folder, name + ".pcm.npy"));
        Samples = GoldenArray.Read(samples).Floats;
    }

    public string Name { get; }

    /// <summary>Mono, at <see cref="SampleRate"/>.</summary>
    public float[] Samples { get; }

    /// <summary>Every clip of the golden set that is in use; skips the test where there is none.</summary>
    public static IReadOnlyList<GoldenClip> All()
    {
        const string Suffix = ".pcm.npy";
        var folder = SharedFiles.RequireGolden("audio");
        var names = Directory.GetFiles(folder, "*" + Suffix).Select(path => Path.GetFileName(path)[..^Suffix.Length]).Order(StringComparer.Ordinal).ToArray();
        return names.Length > 0 ? Array.ConvertAll(names, name => new GoldenClip(folder, name)) : throw new InvalidDataException("The golden audio holds no clip.");
    }

    /// <summary>Null where librosa raised for this clip, or the array was not computed.</summary>
    public GoldenArray? Find(string array)
    {
        using var archive = ZipFile.OpenRead(_archive);
        if (archive.GetEntry(array + ".npy") is not { } entry)
        {
            return null;
        }

        using var content = entry.Open();
        return GoldenArray.Read(content);
    }

    public override string ToString() => Name;
}
