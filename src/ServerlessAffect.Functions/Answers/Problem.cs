using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Functions.Answers;

/// <summary>Failures as RFC 9457 problem details: what the status says, a sentence, our code, and the trace to look for.</summary>
internal static class Problem
{
    public const string MediaType = "application/problem+json";

    public static IResult Of(AffectException fault) => Of(fault.Code, fault.Message);

    public static IResult Of(string code, string detail) => Of(ErrorStatus.Of(code), code, detail);

    public static IResult Of(int status, string code, string detail) => new JsonAnswer<ProblemDocument>(
        new ProblemDocument("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code, Activity.Current?.TraceId.ToString()), status, MediaType);
}
