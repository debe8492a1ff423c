using System.Buffers;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Functions.Requests;

/// <summary>The body of <c>POST /api/explore</c>: a <see cref="ReportQuestion"/>, every member of which may be left out.</summary>
internal static class ExploreBody
{
    private const int MaxNameLength = 200;
    private const int MaxMethods = 100;
    private static readonly JsonSerializerOptions Options = new(AffectJson.Strict) { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <exception cref="AffectException"><see cref="ErrorCodes.MalformedJson"/>, <see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static ReportQuestion Parse(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        try
        {
            return JsonSerializer.Deserialize<ReportQuestion>(ref reader, Options) is { } question && IsShort(question) && !reader.Read()
                ? question
                : throw new AffectException(
                    ErrorCodes.InvalidRequest,
                    $"The body must be one object; a prefix has {MediaName.MaxLength} characters at most, 'subject', 'task', 'set' and each of the methods {MaxNameLength}, and no text is empty.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new AffectException(
                ErrorCodes.MalformedJson,
                "The body is not the JSON that is expected: {\"kind\": \"recordings\" or \"texts\", \"prefix\", \"subject\", \"task\", \"set\": texts, \"methods\": texts in a list, \"k\", \"seed\": whole numbers}; all may be left out.");
        }
    }

    private static bool IsShort(ReportQuestion question) =>
        question.Prefix is null or { Length: > 0 and <= MediaName.MaxLength }
        && Array.TrueForAll([question.Subject, question.Task, question.Set], name => name is null || IsName(name))
        && (question.Methods is null || (question.Methods.Count is > 0 and <= MaxMethods && question.Methods.All(IsName)));

    /// <summary>The entries of a list may be null in spite of their type.</summary>
    private static bool IsName(string? name) => name is { Length: > 0 and <= MaxNameLength };
}
