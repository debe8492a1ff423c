using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ServerlessAffect.Core.Identity;

/// <summary>The SHA-256 of some bytes: the identity of an item, a schema or a model. Written as 64 lower-case hexadecimal digits.</summary>
public readonly record struct ContentHash
{
    private const int Digits = 64;
    private readonly string? _value;

    private ContentHash(string value) => _value = value;

    /// <summary>64 lower-case hexadecimal digits; 64 zeros for the default value.</summary>
    public string Value => _value ?? "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The first 12 digits: enough for people and for names that need not be unforgeable.</summary>
    public string Short => Value[..12];

    public static ContentHash Compute(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return new ContentHash(Convert.ToHexStringLower(digest));
    }

    /// <summary>Reads <paramref name="content"/> to its end; the caller keeps ownership of the stream.</summary>
    public static async Task<ContentHash> ComputeAsync(Stream content, CancellationToken cancellationToken)
    {
        var digest = await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false);
        return new ContentHash(Convert.ToHexStringLower(digest));
    }

    /// <exception cref="FormatException">The text is not 64 hexadecimal digits.</exception>
    public static ContentHash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException("A content hash is 64 hexadecimal digits.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ContentHash hash)
    {
        hash = default;
        if (text is not { Length: Digits } || !text.AsSpan().ContainsOnlyHex())
        {
            return false;
        }

        // Zeros are the default value, however they came: equal values must be equal.
        hash = text.AsSpan().ContainsAnyExcept('0') ? new ContentHash(text.ToLowerInvariant()) : default;
        return true;
    }

    public override string ToString() => Value;
}
