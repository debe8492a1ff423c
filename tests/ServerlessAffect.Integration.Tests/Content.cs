using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Integration.Tests;

/// <summary>A small file that no other number gives.</summary>
/// <param name="Extension">With its dot.</param>
internal sealed record Content(string Extension, byte[] Bytes)
{
    private const int Rate = 16_000;

    private static readonly Lazy<byte[]> Video = new(() => File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "samples", "postcard.mp4")));
    private static readonly Lazy<bool> HasDecoder = new(FindDecoder);

    public ContentHash Id { get; } = ContentHash.Compute(Bytes);

    /// <summary>Of eight files five are texts, two plain recordings and one a video, which a child process decodes.</summary>
    public static Content Number(int number) => (number % 8) switch
    {
        1 or 6 => Recording(number),
        3 when HasDecoder.Value => VideoOf(number),
        _ => Text(number),
    };

    public static Content Text(int number) => new(".txt", Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"$ACME{number} shares rise {number % 40}% after the maker of anvils lifts its outlook for 20{number % 90 + 10}")));

    /// <summary>A second and a half of a voice-like buzz whose pitch is the number's.</summary>
    public static Content Recording(int number)
    {
        var samples = new short[Rate * 3 / 2];
        var pitch = 90 + (number % 150);
        for (var i = 0; i < samples.Length; i++)
        {
            var time = (double)i / Rate;
            var swell = Math.Abs(Math.Sin(2 * Math.PI * 3 * time));
            samples[i] = (short)((9000 * swell * Math.Sin(2 * Math.PI * pitch * time)) + (4000 * swell * Math.Sin(2 * Math.PI * 5 * pitch * time)) + (number % 97));
        }

        return new Content(".wav", WavBytes.Pcm16(1, Rate, samples));
    }

    /// <summary>The sample with a box behind it that players pass over.</summary>
    public static Content VideoOf(int number)
    {
        var box = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "free"u8.CopyTo(box.AsSpan(4));
        BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(8), number);
        return new Content(".mp4", [.. Video.Value, .. box]);
    }

    private static bool FindDecoder()
    {
        try
        {
            AudioFile.RequireDecoder(MediaFormat.Named("mp4"), new DecodingOptions());
            return true;
        }
        catch (AffectException missing) when (missing.Code == ErrorCodes.MissingTool)
        {
            return false;
        }
    }
}
