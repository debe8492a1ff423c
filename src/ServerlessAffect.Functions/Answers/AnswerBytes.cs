using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessAffect.Functions.Answers;

/// <summary>JSON put together piece by piece in memory that is long enough for it.</summary>
/// <param name="into">Receives the bytes.</param>
internal ref struct AnswerBytes(Span<byte> into)
{
    private readonly Span<byte> _into = into;

    /// <summary>Number of bytes written.</summary>
    public int Length { get; private set; }

    public static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public void Add(scoped ReadOnlySpan<byte> json)
    {
        json.CopyTo(_into[Length..]);
        Length += json.Length;
    }

    /// <summary>Characters that stand for themselves in JSON.</summary>
    public void AddAscii(string text) => Length += Encoding.ASCII.GetBytes(text, _into[Length..]);

    public void Add(int number)
    {
        Utf8Formatter.TryFormat(number, _into[Length..], out var written);
        Length += written;
    }

    public void AddProbability(double value) => Length += ProbabilityText.Write(value, _into[Length..]);
}
