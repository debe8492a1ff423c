namespace ServerlessAffect.Core.Errors;

/// <summary>A failure that a person can act on: a stable code and one sentence saying what was expected, what came and what to do.</summary>
/// <remarks>The message never contains a person's text, audio or face. Codes are listed in <see cref="ErrorCodes"/>.</remarks>
public sealed class AffectException : Exception
{
    public AffectException(string code, string message, Exception? innerException = null, bool isTransient = false)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Whether the same call may succeed later without anything being mended.</summary>
    public bool IsTransient { get; }
}
