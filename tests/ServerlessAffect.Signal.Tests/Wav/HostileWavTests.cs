using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Signal.Wav;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Signal.Tests.Wav;

/// <summary>Whatever the bytes, samples come out or a code does: soon, finite, and no more than the bytes can hold.</summary>
public class HostileWavTests
{
    private static readonly byte[][] Seeds =
    [
        WavBytes.Pcm16(2, 44_100, new short[40]),
        WavBytes.Float32(1, 16_000, new float[20]),
        new WavBytes { Id = "RF64" }.Chunk("ds64", new byte[28]).Format(1, 1, 8000, 24).Chunk("data", new byte[60], uint.MaxValue).ToArray(),
        new WavBytes { Id = "RIFX" }.Extensible(3, 1, 8000, 64, 64).Chunk("fact", new byte[4]).Chunk("data", new byte[64]).ToArray(),
        new WavBytes().Chunk("LIST", new byte[9]).Format(7, 1, 8000, 8).Chunk("data", new byte[33]).Chunk("id3 ", new byte[5]).ToArray(),
    ];

    private static readonly byte[] Spiteful = [0, 1, 2, 3, 6, 7, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>A million in a soak; few where the whole project is run again with fewer vectors.</summary>
    private static int Mutations => Environment.GetEnvironmentVariable("AFFECT_VECTORS") is null ? 50_000 : 1_000;

    [Fact]
    public void Mutated_files_are_read_or_refused()
    {
        var mutated =
            from seed in Gen.Elements(Seeds)
            from changes in Gen.Zip(Gen.Choose(0, seed.Length - 1), Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(Spiteful).Select(b => (int)b))).ListOf()
            from length in Gen.Frequency((4, Gen.Constant(seed.Length)), (1, Gen.Choose(0, seed.Length)))
            from doubled in Gen.Choose(0, 9)
            select Mutate(seed, changes, length, doubled == 0);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(Mutations)), Prop.ForAll(mutated.ToArbitrary(), IsReadOrRefused));
    }

    [Fact]
    public void Random_bytes_after_a_true_beginning_are_read_or_refused()
    {
        var files = ArbMap.Default.GeneratorFor<byte[]>().Select(rest => (byte[])[.. "RIFF\0\0\0\0WAVE"u8, .. rest]);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(5_000)), Prop.ForAll(files.ToArbitrary(), IsReadOrRefused));
    }

    private static byte[] Mutate(byte[] seed, IEnumerable<(int Position, int Value)> changes, int length, bool doubled)
    {
        var changed = seed.ToArray();
        foreach (var (position, value) in changes)
        {
            changed[position] = (byte)value;
        }

        return doubled ? [.. changed[..length], .. changed] : changed[..length];
    }

    private static bool IsReadOrRefused(byte[] file)
    {
        try
        {
            var opening = WavReader.OpenAsync(new MemoryStream(file), CancellationToken.None);
            var wav = opening.IsCompleted ? opening.GetAwaiter().GetResult() : throw new InvalidOperationException("Nothing here waits.");
            var buffer = new float[wav.Channels * 16];
            var values = 0;
            for (int read; (read = wav.ReadNow(buffer)) > 0; values += read)
            {
                if (read % wav.Channels != 0 || buffer.AsSpan(0, read).ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                {
                    return false;
                }
            }

            return values > 0 && values <= file.Length;
        }
        catch (AffectException fault)
        {
            return fault.Code is ErrorCodes.EmptyFile or ErrorCodes.NotSound or ErrorCodes.MalformedSound or ErrorCodes.UnsupportedSound
                or ErrorCodes.NoSound or ErrorCodes.NotFinite;
        }
    }
}
