using System.Text;

namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>Messages are UTF-8 in Base64, as the cloud's default is.</summary>
internal static class MessageText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <exception cref="MalformedMessageException">It is not Base64, or not UTF-8 inside.</exception>
    public static string Decode(string body)
    {
        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, bytes, out var length))
        {
            throw new MalformedMessageException("The message is not Base64; send it with a client that encodes it so.");
        }

        try
        {
            return s_strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedMessageException("The message is Base64 of something that is not UTF-8.");
        }
    }
}
