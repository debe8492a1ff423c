using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Invocations;

namespace ServerlessAffect.LocalHost.Triggers.Http;

/// <summary>One function behind its route: checks the key, invokes, answers.</summary>
internal sealed class HttpEndpoint(FunctionInvoker invoker, AuthorizationLevel level, FunctionKeys keys, TimeSpan timeout, InvocationTracker tracker)
{
    private static readonly Func<Invocation, Task> s_respond = RespondAsync;

    public async Task HandleAsync(HttpContext http)
    {
        if (!keys.Open(level, http.Request))
        {
            await ProblemAnswer.WriteAsync(http, StatusCodes.Status401Unauthorized, ErrorCodes.Unauthorized,
                "This function needs a key, in the header x-functions-key or as ?code=.").ConfigureAwait(false);
            return;
        }

        tracker.Enter();
        try
        {
            var invocation = new Invocation(invoker.Function, http.Request, http.Request.RouteValues) { Http = http };
            await invoker.InvokeAsync(invocation, timeout, s_respond, http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The invoker has logged it.
            await AnswerAsync(http, e).ConfigureAwait(false);
        }
        finally
        {
            tracker.Leave();
        }
    }

    private static Task RespondAsync(Invocation invocation) => invocation.Result switch
    {
        IResult result => result.ExecuteAsync(invocation.Http!),
        IActionResult result => result.ExecuteResultAsync(new ActionContext(invocation.Http!, invocation.Http!.GetRouteData(), new ActionDescriptor())),
        _ => Task.CompletedTask,
    };

    private static Task AnswerAsync(HttpContext http, Exception exception)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        if (http.Response.HasStarted)
        {
            // Half an answer must not look whole.
            http.Abort();
            return Task.CompletedTask;
        }

        return exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemAnswer.WriteAsync(http,
                StatusCodes.Status413PayloadTooLarge, ErrorCodes.FileTooLarge, "The request is larger than the host takes; drop the content as a file instead."),
            BadHttpRequestException bad => ProblemAnswer.WriteAsync(http, bad.StatusCode, ErrorCodes.InvalidRequest, "The request cannot be read as HTTP describes it."),
            AffectException affect => ProblemAnswer.WriteAsync(http, ErrorStatus.Of(affect.Code), affect.Code, affect.Message),
            OperationCanceledException => ProblemAnswer.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, ErrorCodes.TimedOut, "The host is stopping; repeat the request."),
            _ => ProblemAnswer.WriteAsync(http, StatusCodes.Status500InternalServerError, ErrorCodes.Internal, "Something went wrong here; the log has the details under this trace id."),
        };
    }
}
