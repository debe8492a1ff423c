using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Functions.Requests;

/// <summary>What stands beside a recording in its request: <c>model</c>, <c>subject</c> and the file's <c>name</c>, in the query or as fields of the form, each once.</summary>
internal sealed class RecordingLabels
{
    /// <summary>Longest value that is read.</summary>
    public const int MaxLength = 256;

    private string? _model;
    private string? _subject;
    private string? _name;

    public ModelRef? Model => _model is null ? null : ReadModel(_model);

    public string? Subject => _subject;

    /// <summary>Only its extension is ever looked at, and only where the content type says nothing.</summary>
    public string? Name => _name;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: nobody reads such a name, it was given before, or the value means nothing.</exception>
    public void Add(string name, string value)
    {
        switch (name)
        {
            case "model":
                Require(_model is null, "'model' was given twice.");
                ReadModel(value);
                _model = value;
                break;
            case "subject":
                Require(_subject is null, "'subject' was given twice.");
                Require(IsName(value), $"'subject' must be a name of 1 to {MaxLength} characters, without blanks at its ends, line breaks or control characters.");
                _subject = value;
                break;
            case "name":
                Require(_name is null, "'name' was given twice.");
                _name = value;
                break;
            default:
                throw new AffectException(ErrorCodes.InvalidRequest, $"'{Printable.Shorten(name, 40)}' means nothing here; known are 'model', 'subject' and 'name'.");
        }
    }

    private static ModelRef ReadModel(string text)
    {
        Require(ModelRef.TryParse(text, out var model), "'model' must be a name, or name@version: lower-case letters, digits and hyphens.");
        return model;
    }

    // What is given once must be findable again, so nothing that one does not see may be part of it.
    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength && text.Trim().Length == text.Length && string.Equals(text, Printable.Shorten(text, int.MaxValue), StringComparison.Ordinal);

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, sentence);
        }
    }
}
