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
                return Problem.Of(refused.StatusCode, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? ErrorCodes.FileTooLarge : ErrorCodes.InvalidRequest, refused.Message);
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                return null;
            default:
                LogFailed(logger, FaultText.Describe(exception), FaultText.Origin(exception));
                return Problem.Of(ErrorCodes.Internal, "Something broke inside; the host's log has the details.");
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "A request failed: {Fault} {Origin}")]
    private static partial void LogFailed(ILogger logger, string fault, string origin);
}
