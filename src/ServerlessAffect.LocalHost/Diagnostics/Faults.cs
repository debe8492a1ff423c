using System.Text;
using Azure;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Diagnostics;

/// <summary>Exceptions told without their messages, which may quote what a person wrote; our own errors promise that theirs do not.</summary>
internal static class Faults
{
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(text.Length == 0 ? "" : " < ").Append(e switch
            {
                AffectException affect => $"{affect.Code}: {affect.Message}",
                RequestFailedException request => $"{nameof(RequestFailedException)} {request.Status} {request.ErrorCode}",
                _ => e.GetType().Name,
            });
        }

        return text.ToString();
    }

    /// <summary>Where it was thrown, without values.</summary>
    public static string Origin(Exception exception) =>
        exception.StackTrace?.Split('\n', 2)[0].Trim() ?? "";
}
