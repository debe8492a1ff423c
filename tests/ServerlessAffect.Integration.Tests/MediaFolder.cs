using System.Diagnostics;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Integration.Tests;

/// <summary>A folder of odd and broken recordings, each with what has to become of it: a code, or null where it must be scored.</summary>
internal sealed class MediaFolder
{
    private const int Rate = 16_000;

    private static readonly Lazy<MediaFolder> Made = new(Create);

    private readonly string _folder = Directory.CreateTempSubdirectory("affect-media-").FullName;
    private readonly short[] _voice = Voice();

    /// <summary>Name, content, code. No two have the same content.</summary>
    public List<(string Name, byte[] Bytes, string? Code)> Files { get; } = [];

    /// <summary>The same for every test: making it takes seconds.</summary>
    public static MediaFolder Shared => Made.Value;

    private static MediaFolder Create()
    {
        var folder = new MediaFolder();
        try
        {
            folder.AddValidButOdd();
            folder.AddBroken();
            folder.AddVideos();
            return folder;
        }
        finally
        {
            Directory.Delete(folder._folder, recursive: true);
        }
    }

    private void AddValidButOdd()
    {
        Add("plain.wav", WavBytes.Pcm16(1, Rate, _voice), null);
        Add("rifx.wav", new WavBytes { Id = "RIFX" }.Format(1, 1, Rate, 16).Chunk("data", Swapped(Pcm16(_voice))).ToArray(), null);
        Add("extensible.wav", new WavBytes().Extensible(1, 1, Rate, 24, 24).Chunk("data", Pcm24(_voice)).ToArray(), null);
        Add("deep.wav", new WavBytes().Format(1, 1, Rate, 24).Chunk("data", Pcm24(_voice)).ToArray(), null);
        Add("a-law.wav", Coded("a-law.wav", "-c:a", "pcm_alaw"), null);
        Add("adpcm.wav", Coded("adpcm.wav", "-c:a", "adpcm_ima_wav"), null);
        Add("six-channels.wav", Coded("six.wav", "-ac", "6", "-c:a", "pcm_s16le"), null);
        Add("192-kHz.wav", Coded("fast.wav", "-ar", "192000", "-c:a", "pcm_s16le"), null);
        Add("no metadata at all.MP3", Coded("a.mp3", "-map_metadata", "-1", "-c:a", "libmp3lame"), null);
        Add("Ümläute & so on, (1) 50%.flac", Coded("u.flac", "-c:a", "flac"), null);

        // The data chunk claims four thousand million bytes; what there is is read.
        Add("lies-long.wav", new WavBytes().Format(1, 1, Rate, 16).Chunk("data", Pcm16(_voice), 0xFFFF_FFF0).ToArray(), null);
        Add("cut.flac", Coded("c.flac", "-c:a", "flac", "-ss", "0.1")[..^2000], null);
    }

    private void AddBroken()
    {
        var plain = WavBytes.Pcm16(1, Rate, _voice);
        Add("half-a-header.wav", plain[..22], "malformed-sound");
        Add("header-alone.wav", plain[..44], "no-sound");
        Add("zero-channels.wav", new WavBytes().Format(1, 0, Rate, 16, blockAlign: 2).Chunk("data", Pcm16(_voice)).ToArray(), "malformed-sound");
        Add("rate-zero.wav", new WavBytes().Format(1, 1, 0, 16).Chunk("data", Pcm16(_voice)).ToArray(), "unsupported-sound");
        Add("rate-absurd.wav", new WavBytes().Format(1, 1, 2_000_000_000, 16).Chunk("data", Pcm16(_voice)).ToArray(), "unsupported-sound");
        Add("not-a-number.wav", WavBytes.Float32(1, Rate, [.. _voice.Select((v, i) => i == 9000 ? float.NaN : v / 32768f)]), "not-finite");
        Add("infinite.wav", WavBytes.Float32(1, Rate, [.. _voice.Select((v, i) => i == 9000 ? float.PositiveInfinity : v / 32768f)]), "not-finite");
        Add("silence.wav", WavBytes.Pcm16(1, Rate, new short[2 * Rate]), "silent-sound");
        Add("a-blink.wav", WavBytes.Pcm16(1, Rate, _voice.AsSpan(4000, Rate / 100)), "too-short");
        Add("words.wav", "These are words, and no sound at all."u8.ToArray(), "not-sound");
        Add("words.mp4", "These are other words, and no video."u8.ToArray(), "not-sound");
        Add("really-flac.wav", Coded("r.flac", "-c:a", "flac", "-ss", "0.2"), "not-sound");
        Add("noise.mp3", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i * 31 >> 3))], "not-sound");
        Add("empty.wav", [], "empty-file");
        Add("hours.flac", Drawn("h.flac", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "600", "-c:a", "flac"), "too-long");
        Add("program.wav.exe", [.. "MZ"u8, 1, 2, 3], "unsupported-type");
        Add("no-extension", WavBytes.Pcm16(1, Rate, _voice.AsSpan(0, 9000)), "unsupported-type");
        Add("turned\u202Egnp.wav", WavBytes.Pcm16(1, Rate, _voice.AsSpan(0, 9001)), "unsafe-name");
    }

    private void AddVideos()
    {
        Add("postcard.mp4", File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "samples", "postcard.mp4")), null);
        Add("mute.mp4", Drawn("mute.mp4", "-f", "lavfi", "-i", "color=s=64x64:r=5:d=1", "-an"), "no-sound");
        var empty = Drawn("e.mkv", "-f", "lavfi", "-i", "color=s=64x64:r=5:d=1", "-f", "lavfi", "-i", "anullsrc=r=8000:d=1", "-map", "0", "-map", "1", "-frames:a", "0", "-c:a", "pcm_s16le");
        Add("empty-track.mkv", empty, "no-sound");
    }

    private void Add(string name, byte[] bytes, string? code) => Files.Add((name, bytes, code));

    /// <summary>The voice, coded by ffmpeg.</summary>
    private byte[] Coded(string name, params string[] options)
    {
        var source = Path.Combine(_folder, "source.wav");
        File.WriteAllBytes(source, WavBytes.Pcm16(1, Rate, _voice));
        return Drawn(name, ["-i", source, .. options]);
    }

    /// <summary>Whatever ffmpeg makes of these arguments.</summary>
    private byte[] Drawn(string name, params string[] arguments)
    {
        var path = Path.Combine(_folder, name);
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", .. arguments, path]))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? File.ReadAllBytes(path) : throw new InvalidOperationException($"ffmpeg could not make {name}.");
    }

    private static short[] Voice()
    {
        var samples = new short[2 * Rate];
        for (var i = 0; i < samples.Length; i++)
        {
            var time = (double)i / Rate;
            samples[i] = (short)(9000 * Math.Abs(Math.Sin(9 * time)) * (Math.Sin(2 * Math.PI * 140 * time) + (0.5 * Math.Sin(2 * Math.PI * 700 * time))));
        }

        return samples;
    }

    private static byte[] Pcm16(short[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    private static byte[] Swapped(byte[] pairs) => [.. Enumerable.Range(0, pairs.Length).Select(i => pairs[i ^ 1])];

    private static byte[] Pcm24(short[] samples) => [.. samples.SelectMany(s => new[] { (byte)0, (byte)s, (byte)(s >> 8) })];
}
