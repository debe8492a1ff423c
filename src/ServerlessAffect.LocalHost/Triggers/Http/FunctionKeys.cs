using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.LocalHost.Options;

namespace ServerlessAffect.LocalHost.Triggers.Http;

/// <summary>Which requests may call a function: the key comes in the header <c>x-functions-key</c> or as <c>?code=</c>.</summary>
/// <remarks>Digests are compared, all of them and in fixed time, so that an answer's delay tells neither length nor beginning of a key.</remarks>
internal sealed class FunctionKeys(HttpOptions options)
{
    private readonly byte[][] _admin = [.. options.AdminKeys.Select(Digest)];
    private readonly byte[][] _function = [.. options.FunctionKeys.Concat(options.AdminKeys).Select(Digest)];

    public bool Open(AuthorizationLevel level, HttpRequest request) => level switch
    {
        AuthorizationLevel.Anonymous => true,
        AuthorizationLevel.Function => IsOneOf(_function, request),
        _ => IsOneOf(_admin, request),
    };

    private static bool IsOneOf(byte[][] keys, HttpRequest request)
    {
        var sent = request.Headers["x-functions-key"] is [{ Length: > 0 } header] ? header : request.Query["code"].ToString();
        if (sent.Length is 0 or > 1024)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(1024)];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(sent, text)], digest);
        var found = false;
        foreach (var key in keys)
        {
            found |= CryptographicOperations.FixedTimeEquals(key, digest);
        }

        return found;
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
