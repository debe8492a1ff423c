using System.IO.Compression;
using System.Text.Json;
using ServerlessAffect.Signal.Resampling;
using ServerlessAffect.Testing;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Signal.Tests.Resampling;

/// <summary>Against soxr and scipy on every case of the golden resampling.</summary>
public class ResamplerGoldenTests
{
    private const int Edge = 200;

    [SkippableFact]
    public void Speech_is_as_near_to_the_finest_of_soxr_as_its_high_quality_is()
    {
        foreach (var golden in Cases())
        {
            var actual = Resampler.Resample(golden.Input, golden.From, golden.To);
            var expected = golden.Find("soxr_vhq");
            Assert.Equal(expected.Values.Length, actual.Length);
            var snr = InnerSnr(expected.Values, actual);
            var peer = golden.PeerSnr("soxr_hq");
            Assert.True(snr >= peer - 2, $"{golden.Name}: {snr:0.0} dB, soxr_hq has {peer:0.0}.");
            Assert.True(snr >= 55 || peer < 55, $"{golden.Name}: {snr:0.0} dB.");
        }
    }

    [SkippableFact]
    public void With_the_filter_of_resample_poly_the_values_are_its_own()
    {
        foreach (var golden in Cases())
        {
            var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(golden.From, golden.To);
            var filter = PolyphaseFilter.LikeResamplePoly(golden.To / divisor, golden.From / divisor);
            var stage = new PolyphaseStage(filter, -filter.Before, golden.Input.Length + (2 * filter.After));
            golden.Input.CopyTo(stage.Room[filter.Before..]);
            stage.Append(golden.Input.Length + filter.Before + filter.After);
            var expected = golden.Find("resample_poly").Values;
            var actual = new float[expected.Length];
            Assert.Equal(expected.Length, stage.Read(actual));
            for (var n = 0; n < actual.Length; n++)
            {
                // Single precision: the sums of some hundred products of it.
                Assert.InRange(Math.Abs(actual[n] - expected[n]), 0, 5e-7 + (1e-6 * Math.Abs(expected[n])));
            }
        }
    }

    private static double InnerSnr(double[] expected, float[] actual)
    {
        double signal = 0, error = 0;
        for (var n = Edge; n < expected.Length - Edge; n++)
        {
            signal += expected[n] * expected[n];
            error += (expected[n] - actual[n]) * (expected[n] - actual[n]);
        }

        return 10 * Math.Log10(signal / error);
    }

    private static List<GoldenCase> Cases()
    {
        var folder = SharedFiles.RequireGolden("audio");
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "resample-index.json")));
        var cases = index.RootElement.GetProperty("items").EnumerateObject().Select(item => new GoldenCase(folder, item.Name, item.Value.Clone())).ToList();
        Assert.NotEmpty(cases);
        return cases;
    }

    private sealed class GoldenCase(string folder, string name, JsonElement item)
    {
        public string Name => name;

        public int From { get; } = item.GetProperty("orig_sr").GetInt32();

        public int To { get; } = item.GetProperty("target_sr").GetInt32();

        public float[] Input => Array(item.GetProperty("input").GetString()!).Floats;

        public GoldenArray Find(string method) => Array($"{name}_{method}");

        public double PeerSnr(string method) => item.GetProperty("snr_db_vs_soxr_vhq_inner").GetProperty(method).GetDouble();

        private GoldenArray Array(string array)
        {
            using var archive = ZipFile.OpenRead(Path.Combine(folder, "resample.npz"));
            using var content = archive.GetEntry(array + ".npy")!.Open();
            return GoldenArray.Read(content);
        }
    }
}
