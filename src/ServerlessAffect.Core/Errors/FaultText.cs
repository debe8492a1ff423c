using System.Text;

namespace ServerlessAffect.Core.Errors;

/// <summary>Exceptions as log lines tell them: without their messages, which may quote what a person wrote; our own promise that theirs do not.</summary>
public static class FaultText
{
    /// <summary>Codes and sentences of our own errors, the types of all others, from the outside in.</summary>
    /// <param name="detail">More that may be said of a type that is known to be harmless, or null.</param>
    public static string Describe(Exception exception, Func<Exception, string?>? detail = null)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(text.Length == 0 ? "" : " < ")
                .Append(e is AffectException affect ? $"{affect.Code}: {affect.Message}" : detail?.Invoke(e) ?? e.GetType().Name);
        }

        return text.ToString();
    }

    /// <summary>Where it was thrown, without values.</summary>
    public static string Origin(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.StackTrace?.Split('\n', 2)[0].Trim() ?? "";
    }
}
