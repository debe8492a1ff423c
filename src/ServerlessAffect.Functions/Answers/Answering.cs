using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Answers;

/// <summary>Turns what an HTTP function throws into problem details, in one place. A client that went away is not answered.</summary>
internal static partial class Answering
{
    public static async Task<IResult> RunAsync(ILogger logger, Func<CancellationToken, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Describe(logger, exception, cancellationToken) is { } problem)
        {
            return problem;
        }
    }

    /// <returns>Null where the exception is for the host: nobody waits for an answer.</returns>
    public static IResult? Describe(ILogger logger, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case AffectException fault:
                if (ErrorStatus.Of(fault.Code) >= StatusCodes.Status500InternalServerError)
                {
                    LogFailed(logger, FaultText.Describe(fault), FaultText.Origin(fault));
                }

                return Problem.Of(fault);
            case BadHttpRequestException refused:
                return Refused(refused.StatusCode);
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                return null;
            default:
                LogFailed(logger, FaultText.Describe(exception), FaultText.Origin(exception));
                return Problem.Of(ErrorCodes.Internal, "Something broke inside; the host's log has the details.");
        }
    }

    /// <summary>The server's own sentences are for whoever configures it.</summary>
    private static IResult Refused(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => Problem.Of(status, ErrorCodes.InvalidRequest, "The body came too slowly to be waited for; send the request again, or less at once."),
        StatusCodes.Status413PayloadTooLarge => Problem.Of(status, ErrorCodes.FileTooLarge, "The body is larger than the host takes; drop the content into the inbox as a file instead."),
        _ => Problem.Of(status, ErrorCodes.InvalidRequest, "The body broke off, or did not come as its headers say; send the request again."),
    };

    [LoggerMessage(2001, LogLevel.Error, "A request failed: {Fault} {Origin}")]
    private static partial void LogFailed(ILogger logger, string fault, string origin);
}
