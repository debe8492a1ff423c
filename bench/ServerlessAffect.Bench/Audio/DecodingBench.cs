using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Signal;
using ServerlessAffect.Signal.Resampling;
using ServerlessAffect.Signal.Wav;

namespace ServerlessAffect.Bench.Audio;

/// <summary>Reading and resampling on one thread as multiples of real time, beside libsoxr in turns; or, with a file, one pass over it with the memory it takes.</summary>
internal static class DecodingBench
{
    private const int Rounds = 15;
    private const double Seconds = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            await PassAsync(args[0]).ConfigureAwait(false);
            return 0;
        }

        Console.WriteLine("                                            x real time   libsoxr HQ   ratio");
        foreach (var (name, tag, bits) in new[] { ("16 bits", 1, 16), ("24 bits", 1, 24), ("float32", 3, 32), ("A-law", 6, 8) })
        {
            var wav = MakeWav(tag, bits);
            Print($"WAV {name}, stereo 44.1 kHz", () => Drain(new MemoryStream(wav), rate: null), null);
            Print($"WAV {name}, stereo 44.1 kHz to mono 16 kHz", () => Drain(new MemoryStream(wav), rate: 16_000), null);
        }

        foreach (var (from, to) in new[] { (44_100, 22_050), (44_100, 16_000), (48_000, 16_000), (48_000, 22_050), (16_000, 22_050) })
        {
            var samples = new float[(int)(Seconds * from)];
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = (float)Math.Sin(0.1 * i) * 0.5f;
            }

            var resampled = new float[(int)(Seconds * to) + 1];
            Print($"resample {from} to {to}", () => Resampler.Resample(samples, from, to), Soxr.IsInstalled ? () => Soxr.Resample(samples, from, to, resampled) : null);
        }

        return 0;
    }

    private static void Print(string name, Action ours, Action? peer)
    {
        var (mine, theirs) = (new AudioLine(name, Seconds, 0, null, ours), peer is null ? null : new AudioLine(name, Seconds, 0, null, peer));
        // Until the runtime has compiled them for good.
        for (var i = 0; i < 30; i++)
        {
            mine.Measure();
            theirs?.Measure();
        }

        var (speeds, peers, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            speeds.Add(mine.Measure());
            if (theirs is not null)
            {
                peers.Add(theirs.Measure());
                ratios.Add(speeds[^1] / peers[^1]);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-44} {Median(speeds),10:0} {(theirs is null ? "" : $"{Median(peers),12:0} {Median(ratios),7:0.00}")}"));
    }

    private static void Drain(Stream content, int? rate)
    {
        var opening = WavReader.OpenAsync(content, CancellationToken.None);
        PcmStream pcm = opening.IsCompletedSuccessfully ? opening.Result : throw new InvalidOperationException("In memory.");
        pcm = rate is { } wanted ? new MonoStream(pcm, wanted) : pcm;
        var block = new float[1 << 13];
        for (; ; )
        {
            var reading = pcm.ReadAsync(block, CancellationToken.None);
            if ((reading.IsCompletedSuccessfully ? reading.Result : 0) == 0)
            {
                return;
            }
        }
    }

    private static async Task PassAsync(string path)
    {
        var started = Stopwatch.GetTimestamp();
        await using var pcm = await AudioFile.OpenAsync(File.OpenRead(path), MediaFormat.OfFileName(path), new DecodingOptions(), CancellationToken.None).ConfigureAwait(false);
        await using var mono = new MonoStream(pcm, 16_000, new ResamplingOptions { LowPassHz = 6_800 });
        using var self = Process.GetCurrentProcess();
        var windows = 0;
        await foreach (var window in AudioWindows.ReadAsync(mono, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1.5), CancellationToken.None).ConfigureAwait(false))
        {
            if (++windows % 800 == 0)
            {
                self.Refresh();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{window.End / 60,6:0.0} min  {self.WorkingSet64 >> 20} MB"));
            }
        }

        self.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{windows} windows in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, at most {self.PeakWorkingSet64 >> 20} MB in this process, {self.TotalProcessorTime.TotalSeconds:0.0} s of processor time in it"));
    }

    private static byte[] MakeWav(int tag, int bits)
    {
        const int rate = 44_100;
        var data = new byte[(int)(Seconds * rate) * 2 * bits / 8];
        if (tag == 3)
        {
            for (var i = 0; i < data.Length / 4; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4 * i), (float)Math.Sin(0.05 * i));
            }
        }
        else
        {
            new Random(1).NextBytes(data);
        }

        var header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 36 + data.Length);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), (short)tag);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 2);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rate * 2 * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), (short)(2 * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), (short)bits);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), data.Length);
        return [.. header, .. data];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
