using System.Buffers;
using System.Text.Json;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Functions.Requests;

/// <summary>Reads <c>{text}</c>, <c>{texts:[…]}</c> or <c>{items:[{id?,text}]}</c>, each with an optional <c>model</c>, out of whatever a stranger sent.</summary>
/// <remarks>Strict: unknown and repeated members, wrong types, broken UTF-8 and unpaired surrogates are refused with a sentence that never repeats the content.</remarks>
internal static class ScoreTextParser
{
    private const int MaxDepth = 4;
    private const int MaxIdLength = 200;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    /// <exception cref="AffectException"><see cref="ErrorCodes.MalformedJson"/>: not JSON; <see cref="ErrorCodes.InvalidRequest"/>: JSON of another shape.</exception>
    public static ScoreTextRequest Parse(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            return Read(ref reader);
        }
        catch (JsonException exception)
        {
            throw new AffectException(
                ErrorCodes.MalformedJson,
                $"The body is not the JSON that is expected (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}, {MaxDepth} levels deep at most).");
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws for strings that are no text.
            throw new AffectException(ErrorCodes.MalformedJson, $"A string of the body is not valid UTF-8, or half of a surrogate pair (before byte {reader.BytesConsumed + 1}).");
        }
    }

    private static ScoreTextRequest Read(ref Utf8JsonReader reader)
    {
        Require(reader.Read() && reader.TokenType is JsonTokenType.StartObject, "The body must be an object: {\"text\": …}, {\"texts\": […]} or {\"items\": [{\"id\": …, \"text\": …}]}.");
        List<string>? texts = null;
        List<string?>? ids = null;
        ModelRef? model = null;
        string? given = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
            {
                Require(model is null, "'model' stands there twice.");
                model = ReadModel(ref reader);
                continue;
            }

            var member = reader.ValueTextEquals("text"u8) ? "text" : reader.ValueTextEquals("texts"u8) ? "texts" : reader.ValueTextEquals("items"u8) ? "items" : null;
            Require(member is not null, "The body has a member that nobody reads; known are 'text', 'texts', 'items' and 'model'.");
            Require(given is null, $"Give one of 'text', 'texts' and 'items', once; there are '{given}' and '{member}'.");
            given = member;
            texts = [];
            switch (member)
            {
                case "text":
                    reader.Read();
                    texts.Add(ReadString(ref reader, "'text'"));
                    break;
                case "texts":
                    ReadTexts(ref reader, texts);
                    break;
                default:
                    ReadItems(ref reader, texts, ids = []);
                    break;
            }
        }

        Require(!reader.Read(), "Something follows the object.");
        Require(texts is { Count: > 0 }, given is null ? "Give one of 'text', 'texts' and 'items'." : $"'{given}' is empty; there is nothing to score.");
        var characters = 0L;
        foreach (var text in texts!)
        {
            characters += text.Length;
        }

        return new ScoreTextRequest(texts, ids is not null && ids.Exists(id => id is not null) ? ids : null, model, characters);
    }

    private static void ReadTexts(ref Utf8JsonReader reader, List<string> texts)
    {
        Require(reader.Read() && reader.TokenType is JsonTokenType.StartArray, "'texts' must be an array of strings.");
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            texts.Add(ReadString(ref reader, "Each of 'texts'"));
        }
    }

    private static void ReadItems(ref Utf8JsonReader reader, List<string> texts, List<string?> ids)
    {
        Require(reader.Read() && reader.TokenType is JsonTokenType.StartArray, "'items' must be an array of objects {\"id\": …, \"text\": …}.");
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            Require(reader.TokenType is JsonTokenType.StartObject, "Each of 'items' must be an object {\"id\": …, \"text\": …}.");
            string? id = null;
            string? text = null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("text"u8))
                {
                    Require(text is null, "An item has 'text' twice.");
                    reader.Read();
                    text = ReadString(ref reader, "An item's 'text'");
                }
                else
                {
                    Require(reader.ValueTextEquals("id"u8), "An item has a member that nobody reads; known are 'id' and 'text'.");
                    Require(id is null, "An item has 'id' twice.");
                    reader.Read();
                    id = ReadString(ref reader, "An item's 'id'");
                    Require(id.Length <= MaxIdLength, $"An item's 'id' has {MaxIdLength} characters at most.");
                }
            }

            Require(text is not null, "An item has no 'text'.");
            texts.Add(text!);
            ids.Add(id);
        }
    }

    private static ModelRef ReadModel(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = ReadString(ref reader, "'model'");
        Require(ModelRef.TryParse(text, out var model), "'model' must be a name, or name@version: lower-case letters, digits and hyphens.");
        return model;
    }

    private static string ReadString(ref Utf8JsonReader reader, string what)
    {
        Require(reader.TokenType is JsonTokenType.String, what, reader.TokenType);
        return reader.GetString()!;
    }

    private static void Require(bool holds, string what, JsonTokenType came)
    {
        if (!holds)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"{what} must be a string; it is {NameOf(came)}.");
        }
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, sentence);
        }
    }

    private static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        _ => "something else",
    };
}
