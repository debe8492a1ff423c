using System.Text;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Inference.Packages;

/// <summary>The file <c>manifest.json</c>: written with its own digest, and read strictly.</summary>
/// <remarks>The digest is the SHA-256 of the file's bytes with the digest's own 64 digits replaced by zeros, so that no other byte may change either.</remarks>
public static class ManifestFile
{
    private const string DigestMember = "digest";
    private const int DigestDigits = 64;

    private static readonly JsonSerializerOptions Reading = new(AffectJson.Strict) { AllowDuplicateProperties = false, PropertyNameCaseInsensitive = false };

    /// <summary>The file's bytes; the digest in <paramref name="manifest"/> is ignored and the right one written.</summary>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.DamagedModel"/>: the manifest breaks a rule of its own.</exception>
    public static byte[] Write(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ManifestRules.Require(manifest);
        var sorted = new SortedDictionary<string, ContentHash>(manifest.Files.ToDictionary(), StringComparer.Ordinal);
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(manifest with { Digest = default, Files = sorted }, AffectJson.Indented), (byte)'\n'];
        var digest = ContentHash.Compute(bytes);
        Encoding.ASCII.GetBytes(digest.Value, bytes.AsSpan(DigestOffset(bytes), DigestDigits));
        return bytes;
    }

    /// <summary>Reads a manifest and checks its digest and its rules; the files it names are not looked at.</summary>
    /// <param name="expected">The digest that a release recorded; null where nothing was recorded.</param>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.TamperedModel"/>: the bytes are not those that were written, JSON or not;
    /// <see cref="Core.Errors.ErrorCodes.DamagedModel"/>: they are, and still no manifest that this program can use.</exception>
    public static ModelManifest Read(ReadOnlySpan<byte> bytes, ContentHash? expected = null)
    {
        if (bytes.Length is 0 or > PackageLimits.ManifestBytes)
        {
            throw ModelFaults.Tampered($"the manifest has {bytes.Length} bytes, expected 1 to {PackageLimits.ManifestBytes}");
        }

        RequireOwnDigest(bytes, expected);
        var manifest = Parse(bytes);
        ManifestRules.Require(manifest);
        return manifest;
    }

    private static void RequireOwnDigest(ReadOnlySpan<byte> bytes, ContentHash? expected)
    {
        var offset = DigestOffset(bytes);
        var zeroed = bytes.ToArray();
        zeroed.AsSpan(offset, DigestDigits).Fill((byte)'0');
        var actual = ContentHash.Compute(zeroed).Value;
        if (!Encoding.ASCII.GetString(bytes.Slice(offset, DigestDigits)).Equals(actual, StringComparison.Ordinal))
        {
            throw ModelFaults.Tampered("the manifest does not have the digest that it states");
        }

        if (expected is { } recorded && recorded.Value != actual)
        {
            throw ModelFaults.Tampered($"the manifest's digest starts with {actual[..12]}, the release recorded {recorded.Short}");
        }
    }

    private static ModelManifest Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelManifest>(bytes, Reading) ?? throw ModelFaults.Damaged("the manifest is the JSON value null");
        }
        catch (JsonException exception)
        {
            throw ModelFaults.Damaged("the manifest is not the JSON that is expected", exception);
        }
    }

    /// <summary>Where the 64 digits of the top-level member <c>digest</c> start.</summary>
    private static int DigestOffset(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(DigestMember)
                    && reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length == DigestDigits)
                {
                    return (int)reader.TokenStartIndex + 1;
                }
            }
        }
        catch (JsonException exception)
        {
            throw ModelFaults.Tampered("the manifest is not JSON", exception);
        }

        throw ModelFaults.Tampered("the manifest states no digest of 64 digits");
    }
}
