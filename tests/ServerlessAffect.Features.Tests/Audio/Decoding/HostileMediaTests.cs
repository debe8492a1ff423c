using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>Media with bytes changed or missing, through the decoder: sound comes out, or a code that puts the blame on the file.</summary>
public sealed class HostileMediaTests(MediaFolder folder) : IClassFixture<MediaFolder>
{
    private static readonly string[] Names = ["a.mp3", "a.m4a", "a.ogg", "a.opus", "a.flac", "a.mkv", "a.wma", "a.aiff", "ima.wav", "v.mp4", "cover.mp3"];

    [SkippableFact]
    public void Mutated_media_is_read_or_refused()
    {
        var files = Names.ToDictionary(name => name, folder.Read);
        var cases =
            from name in Gen.Elements(Names)
            from seed in Gen.Choose(0, int.MaxValue)
            from damage in Gen.Elements(1, 10, 100)
            from kept in Gen.Elements(100, 100, 60, 5)
            select (name, seed, damage, kept);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(24)), Prop.ForAll(cases.ToArbitrary(), c =>
            IsReadOrRefusedAsync(Mutate(files[c.name], c.seed, c.damage, c.kept), Path.GetExtension(c.name)[1..]).GetAwaiter().GetResult()));
    }

    /// <summary>Half of the changes fall on the first kilobyte, where headers are.</summary>
    private static byte[] Mutate(byte[] file, int seed, int changes, int keptPercent)
    {
        var random = new Random(seed);
        var changed = file[..Math.Max(1, file.Length * keptPercent / 100)];
        for (var i = 0; i < changes; i++)
        {
            changed[random.Next(i % 2 == 0 ? Math.Min(1024, changed.Length) : changed.Length)] = (byte)random.Next(256);
        }

        return changed;
    }

    private static async Task<bool> IsReadOrRefusedAsync(byte[] content, string format)
    {
        try
        {
            var decoded = await Tone.ReadAsync(await Tone.OpenAsync(content, format, new() { MaxDuration = TimeSpan.FromHours(1) }));
            return decoded.Seconds > 0;
        }
        catch (AffectException fault)
        {
            return fault.Code is ErrorCodes.NotSound or ErrorCodes.MalformedSound or ErrorCodes.UnsupportedSound or ErrorCodes.NoSound or ErrorCodes.NotFinite
                or ErrorCodes.TooLong or ErrorCodes.DecodingLimit;
        }
    }
}
