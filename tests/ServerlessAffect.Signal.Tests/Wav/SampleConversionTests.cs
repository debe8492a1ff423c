using System.Buffers.Binary;
using ServerlessAffect.Signal.Wav;

namespace ServerlessAffect.Signal.Tests.Wav;

/// <summary>The vector paths against one sample at a time, over lengths that leave every kind of rest.</summary>
public class SampleConversionTests
{
    public static TheoryData<WavEncoding, bool> Encodings()
    {
        var cases = new TheoryData<WavEncoding, bool>();
        foreach (var encoding in Enum.GetValues<WavEncoding>())
        {
            cases.Add(encoding, false);
            cases.Add(encoding, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_length_converts_as_one_sample_at_a_time_does(WavEncoding encoding, bool bigEndian)
    {
        var random = new Random(7);
        var width = new WavFormat(encoding, 1, 8000, bigEndian).BytesPerSample;
        for (var length = 0; length < 150; length++)
        {
            var bytes = new byte[length * width];
            random.NextBytes(bytes);
            var expected = new float[length];
            for (var i = 0; i < length; i++)
            {
                expected[i] = Scalar(encoding, bigEndian, bytes.AsSpan(i * width, width));
            }

            var actual = new float[length];
            SampleConversion.ToSingle(encoding, bigEndian, bytes, actual);
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [InlineData(WavEncoding.Unsigned8, "00", -1f)]
    [InlineData(WavEncoding.Unsigned8, "80", 0f)]
    [InlineData(WavEncoding.Int16, "0080", -1f)]
    [InlineData(WavEncoding.Int16, "FF7F", 32767f / 32768f)]
    [InlineData(WavEncoding.Int24, "000080", -1f)]
    [InlineData(WavEncoding.Int24, "010000", 1f / 8388608f)]
    [InlineData(WavEncoding.Int32, "00000080", -1f)]
    [InlineData(WavEncoding.Float32, "0000803F", 1f)]
    [InlineData(WavEncoding.Float64, "000000000000E0BF", -0.5f)]
    [InlineData(WavEncoding.ALaw, "AA", 32256f / 32768f)]
    [InlineData(WavEncoding.ALaw, "2A", -32256f / 32768f)]
    [InlineData(WavEncoding.ALaw, "D5", 8f / 32768f)]
    [InlineData(WavEncoding.MuLaw, "00", -32124f / 32768f)]
    [InlineData(WavEncoding.MuLaw, "80", 32124f / 32768f)]
    [InlineData(WavEncoding.MuLaw, "FF", 0f)]
    public void Known_bytes_give_known_values(WavEncoding encoding, string bytes, float expected)
    {
        var actual = new float[1];
        SampleConversion.ToSingle(encoding, false, Convert.FromHexString(bytes), actual);
        Assert.Equal(expected, actual[0]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(5e9f)]
    public void One_unusable_sample_is_found_wherever_it_stands(float unusable)
    {
        for (var length = 1; length < 70; length++)
        {
            var samples = new float[length];
            Assert.True(SampleCheck.AreSound(samples));
            for (var at = 0; at < length; at++)
            {
                samples[at] = unusable;
                Assert.False(SampleCheck.AreSound(samples));
                samples[at] = -1f;
            }
        }
    }

    private static float Scalar(WavEncoding encoding, bool bigEndian, Span<byte> sample)
    {
        var bytes = sample.ToArray();
        if (bigEndian)
        {
            Array.Reverse(bytes);
        }

        return encoding switch
        {
            WavEncoding.Unsigned8 => (bytes[0] - 128) / 128f,
            WavEncoding.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f,
            WavEncoding.Int24 => (((bytes[2] << 24) | (bytes[1] << 16) | (bytes[0] << 8)) >> 8) / 8388608f,
            WavEncoding.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648f,
            WavEncoding.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            WavEncoding.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            WavEncoding.ALaw => Companding.ALaw[bytes[0]],
            _ => Companding.MuLaw[bytes[0]],
        };
    }
}
