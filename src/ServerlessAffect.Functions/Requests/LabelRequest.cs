using System.Buffers;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Requests;

/// <summary>The body of <c>POST /api/items/{id}/labels</c>.</summary>
/// <param name="Task">The model's name whose classes the label is one of.</param>
/// <param name="Model">The same, as the command line and the readings call it; one of the two is given.</param>
/// <param name="Row">From 0; a file of one document has the row 0 alone.</param>
/// <param name="By">Who says so.</param>
internal sealed record LabelRequest(string Label, string? Task = null, string? Model = null, int Row = 0, string? By = null)
{
    private const int MaxByLength = 200;
    private static readonly JsonSerializerOptions Options = new(AffectJson.Strict) { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>Whichever was given.</summary>
    public string ModelName => Task ?? Model ?? "";

    /// <exception cref="AffectException"><see cref="ErrorCodes.MalformedJson"/>, <see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static LabelRequest Parse(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        try
        {
            var asked = JsonSerializer.Deserialize<LabelRequest>(ref reader, Options);
            if (asked is not { By: null or { Length: <= MaxByLength } } || (asked.Task is null) == (asked.Model is null) || reader.Read())
            {
                throw new AffectException(
                    ErrorCodes.InvalidRequest, $"The body must be one object {{\"model\" or \"task\", \"label\", \"row\", \"by\"}}; 'by' has {MaxByLength} characters at most.");
            }

            return asked;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new AffectException(
                ErrorCodes.MalformedJson, "The body is not the JSON that is expected: {\"model\": a model's name, \"label\": one of its classes, \"row\": a number, \"by\": who says so}; row and by may be left out.");
        }
    }
}
