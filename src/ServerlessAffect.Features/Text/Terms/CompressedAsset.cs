using System.IO.Compression;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Features.Text.Terms;

/// <summary>Files of a model that are stored with gzip and named in the schema by the digest of what is inside.</summary>
internal static class CompressedAsset
{
    /// <summary>More than any vocabulary needs; keeps a small hostile file from filling the memory.</summary>
    private const int LargestContent = 256 << 20;

    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>: missing or not to be decompressed; <see cref="ErrorCodes.TamperedModel"/>: another digest.</exception>
    public static byte[] Open(FeatureSchema schema, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string name)
    {
        if (!schema.Assets.TryGetValue(name, out var digest) || !files.TryGetValue(name, out var stored))
        {
            throw new AffectException(ErrorCodes.DamagedModel, $"The model lacks the file '{name}' that its features need; fetch the model again.");
        }

        var content = Decompress(stored, name);
        return ContentHash.Compute(content) == digest
            ? content
            : throw new AffectException(ErrorCodes.TamperedModel, $"The model's file '{name}' is not the one that its schema names (its SHA-256 differs); fetch the model again.");
    }

    private static byte[] Decompress(ReadOnlyMemory<byte> stored, string name)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(stored.ToArray(), writable: false), CompressionMode.Decompress);
            using var content = new MemoryStream();
            var buffer = new byte[81920];
            for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                content.Write(buffer, 0, read);
                if (content.Length > LargestContent)
                {
                    throw new AffectException(ErrorCodes.DamagedModel, $"The model's file '{name}' holds more than {LargestContent >> 20} MiB; no vocabulary is that large.");
                }
            }

            return content.ToArray();
        }
        catch (InvalidDataException error)
        {
            throw new AffectException(ErrorCodes.DamagedModel, $"The model's file '{name}' cannot be decompressed; fetch the model again.", error);
        }
    }
}
