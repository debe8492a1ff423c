namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>The same tone in every container and coding, made by one run of ffmpeg.</summary>
public sealed class MediaFolder : IDisposable
{
    /// <summary>Name, what is mapped into it (tone, six channels of it, or pictures with or without the tone), options.</summary>
    private static readonly (string Name, string Content, string Options)[] Files =
    [
        ("a.flac", "tone", ""), ("a.mp3", "tone", "-c:a libmp3lame -b:a 128k"), ("a.m4a", "tone", "-c:a aac"), ("lossless.m4a", "tone", "-c:a alac"),
        ("a.ogg", "tone", "-c:a libvorbis"), ("speech.ogg", "tone", "-c:a libopus"), ("a.opus", "tone", "-c:a libopus"), ("a.aiff", "tone", ""),
        ("a.wma", "tone", "-c:a wmav2"), ("a.mkv", "tone", "-c:a aac"), ("a.webm", "tone", "-c:a libopus"), ("a.mov", "tone", "-c:a pcm_s16be"), ("a.mp4", "tone", "-c:a aac"),
        ("ima.wav", "tone", "-c:a adpcm_ima_wav"), ("ms.wav", "tone", "-c:a adpcm_ms"), ("g726.wav", "tone", "-ar 8000 -c:a g726"),
        ("24.wav", "tone", "-c:a pcm_s24le"), ("32.wav", "tone", "-c:a pcm_s32le"), ("8.wav", "tone", "-c:a pcm_u8"), ("float.wav", "tone", "-c:a pcm_f32le"),
        ("double.wav", "tone", "-c:a pcm_f64le"), ("alaw.wav", "tone", "-ar 8000 -c:a pcm_alaw"), ("mulaw.wav", "tone", "-ar 8000 -c:a pcm_mulaw"),
        ("rf64.wav", "tone", "-rf64 always"), ("192k.wav", "tone", "-ar 192000"), ("192k.flac", "tone", "-ar 192000"), ("8k.mp3", "tone", "-ar 8000 -c:a libmp3lame"),
        ("six.wav", "six", ""), ("six.flac", "six", ""), ("six.m4a", "six", "-c:a aac -b:a 512k"),
        ("tagged.mp3", "tone", "-c:a libmp3lame -metadata title=Confidential -id3v2_version 3"), ("-rf; $(touch pwned) 'ü' %s .mp3", "tone", "-c:a libmp3lame"),
        ("v.mp4", "video", "-c:v libx264 -c:a aac"), ("fast.mp4", "video", "-c:v libx264 -c:a aac -movflags +faststart"), ("v.mov", "video", "-c:v mjpeg -c:a pcm_s16be"),
        ("v.mkv", "video", "-c:v libx264 -c:a libvorbis"), ("v.webm", "video", "-c:v libvpx -c:a libopus"), ("cover.mp3", "video", "-frames:v 1 -c:v png -c:a libmp3lame"),
        ("silent.mp4", "pictures", "-c:v libx264"), ("silent.mov", "pictures", "-c:v mjpeg"), ("silent.mkv", "pictures", "-c:v libx264"), ("silent.webm", "pictures", "-c:v libvpx"),
        ("picture.png", "pictures", "-frames:v 1"),
        ("none.m4a", "tone", "-t 0 -c:a aac"), ("none.mkv", "tone", "-t 0 -c:a aac"), ("none.flac", "tone", "-t 0"), ("none.ogg", "tone", "-t 0 -c:a libvorbis"),
        ("none.aiff", "tone", "-t 0"), ("none.wav", "tone", "-t 0"),
        ("long.flac", "silence", "-t 300"), ("long.m4a", "silence", "-t 300 -c:a alac"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<bool> _made;

    public MediaFolder() => _made = new(Make);

    public static TheoryData<string> Names(params string[] contents) => new(Files.Where(f => contents.Contains(f.Content) && !f.Options.Contains("-t 0", StringComparison.Ordinal)).Select(f => f.Name));

    /// <summary>Path of a file of the list; skips the test where ffmpeg is not installed.</summary>
    public string this[string name]
    {
        get
        {
            MediaTool.Require("ffmpeg", "ffmpeg");
            Assert.True(_made.Value);
            return Path.Combine(_folder.Path, name);
        }
    }

    public byte[] Read(string name) => File.ReadAllBytes(this[name]);

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _folder.Dispose();

    private bool Make()
    {
        var tone = Write("source-tone.wav", Tone.Wav());
        var six = Write("source-six.wav", Tone.Wav(channels: 6));
        List<string> arguments = ["-i", tone, "-i", six, "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono"];
        foreach (var (name, content, options) in Files)
        {
            string[] maps = content switch
            {
                "six" => ["1:a"],
                "video" => ["2:v", "0:a"],
                "pictures" => ["2:v"],
                "silence" => ["3:a"],
                _ => ["0:a"],
            };
            foreach (var map in maps)
            {
                arguments.AddRange(["-map", map]);
            }

            arguments.AddRange(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            arguments.Add(Path.Combine(_folder.Path, name));
        }

        MediaTool.Ffmpeg([.. arguments]);
        return true;
    }
}
