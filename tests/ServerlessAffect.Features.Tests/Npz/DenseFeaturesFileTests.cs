using System.Text.Json;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Features.Tests.Npz;

public sealed class DenseFeaturesFileTests
{
    private static readonly ContentHash Schema = ContentHash.Compute("schema"u8);

    [Fact]
    public void Equal_features_give_equal_bytes_and_come_back()
    {
        using var sample = Sample();
        var bytes = Bytes(sample);
        Assert.Equal(bytes, Bytes(sample));
        using var read = DenseFeaturesFile.Read(new MemoryStream(bytes), Schema);
        Assert.Equal(sample.Windows, read.Windows);
        Assert.Equal((3.25, "silero-v6", "Quiet – 𝕏."), (read.Duration, read.VoiceActivity, read.Notice));
        var row = new float[3];
        read.Rows.Read(1, row);
        Assert.Equal([4, -5.5f, 6e-30f], row);
    }

    [Fact]
    public void Features_of_another_schema_are_refused()
    {
        using var sample = Sample();
        var fault = Assert.Throws<AffectException>(() => DenseFeaturesFile.Read(new MemoryStream(Bytes(sample)), ContentHash.Compute("other"u8)));
        Assert.Equal(ErrorCodes.SchemaMismatch, fault.Code);
    }

    [Fact]
    public void Every_changed_byte_is_noticed_or_changes_nothing()
    {
        using var sample = Sample();
        var whole = Bytes(sample);
        for (var place = 0; place < whole.Length; place++)
        {
            var bytes = whole.ToArray();
            bytes[place] ^= 0x41;
            try
            {
                using var read = DenseFeaturesFile.Read(new MemoryStream(bytes), Schema);
                Assert.Equal(sample.Windows, read.Windows);
                Assert.Equal(whole, Bytes(read));
            }
            catch (AffectException fault)
            {
                Assert.Equal(ErrorCodes.DamagedFeatures, fault.Code);
            }
        }
    }

    [Fact]
    public void A_shortened_file_is_damaged()
    {
        using var sample = Sample();
        var whole = Bytes(sample);
        for (var length = 0; length < whole.Length; length += 7)
        {
            var part = whole[..length];
            Assert.Equal(ErrorCodes.DamagedFeatures, Assert.Throws<AffectException>(() => DenseFeaturesFile.Read(new MemoryStream(part), Schema)).Code);
        }
    }

    [Fact]
    public void The_description_names_every_array_with_its_shape()
    {
        using var sample = Sample();
        var schema = new FeatureSchema { Name = "a", Version = 1, Modality = Modality.Audio, Parameters = [], Axes = [new("window", -1), new("feature", 3)] };
        using var description = JsonDocument.Parse(DenseFeaturesFile.Describe(sample, schema));
        var arrays = description.RootElement.GetProperty("arrays").EnumerateArray().ToDictionary(a => a.GetProperty("name").GetString()!, a => a.GetProperty("shape").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal("[2,3]", arrays["features"]);
        Assert.Equal(["duration", "end", "features", "notice", "schema", "start", "voice_activity", "voiced"], arrays.Keys.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Numpy_opens_it()
    {
        using var sample = Sample();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "windows.npz");
        File.WriteAllBytes(file, Bytes(sample));
        var told = PythonPeer.Run("import sys, numpy; f = numpy.load(sys.argv[1]); print(f['features'].dtype, f['features'].shape, f['features'][1, 1], f['end'][1], f['voiced'].dtype, f['duration'], f['voice_activity'])", file);
        Assert.Equal("float32 (2, 3) -5.5 3.25 float32 3.25 silero-v6", told.Trim());
    }

    private static byte[] Bytes(DenseFeatures features)
    {
        using var bytes = new MemoryStream();
        DenseFeaturesFile.Write(features, Schema, bytes);
        return bytes.ToArray();
    }

    private static DenseFeatures Sample()
    {
        var rows = new DenseRows(3);
        rows.Append([1, 2, 3, 4, -5.5f, 6e-30f]);
        return new DenseFeatures(rows, [new(0, 2, 1), new(1.25, 3.25, 0.5f)], 3.25, "silero-v6") { Notice = "Quiet – 𝕏." };
    }
}
