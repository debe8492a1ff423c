using System.IO.Compression;
using System.Text.Json;

namespace ServerlessAffect.Testing.Audio;

/// <summary>A clip of the golden audio: what a real librosa computed from its samples, by name (see the README beside the files).</summary>
public sealed class GoldenClip
{
    public const int SampleRate = 22_050;

    private const string Suffix = ".pcm.npy";

    private readonly string _folder;
    private readonly string _archive;

    private GoldenClip(string folder, string name)
    {
        (Name, _folder, _archive) = (name, folder, Path.Combine(folder, name + ".npz"));
        using var samples = File.OpenRead(Path.Combine(folder, name + Suffix));
        Samples = GoldenArray.Read(samples).Floats;
    }

    public string Name { get; }

    /// <summary>The file of its samples, a float32 <c>.npy</c>.</summary>
    public string SamplesFile => Path.Combine(_folder, Name + Suffix);

    /// <summary>Mono, at <see cref="SampleRate"/>.</summary>
    public float[] Samples { get; }

    /// <summary>The arrays that librosa raised an error for.</summary>
    public IReadOnlyList<string> Raised
    {
        get
        {
            using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "index.json")));
            var clip = index.RootElement.GetProperty("clips").GetProperty(Name);
            return clip.TryGetProperty("raised", out var raised) ? [.. raised.EnumerateObject().Select(r => r.Name)] : [];
        }
    }

    /// <summary>Every clip of the golden set that is in use; skips the test where there is none.</summary>
    public static IReadOnlyList<GoldenClip> All()
    {
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
