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

    public static IResult Of(string code, string detail) => Of(StatusOf(code), code, detail);

    public static IResult Of(int status, string code, string detail) => new JsonAnswer<ProblemDocument>(
        new ProblemDocument("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code, Activity.Current?.TraceId.ToString()), status, MediaType);

    public static int StatusOf(string code) => code switch
    {
        ErrorCodes.Unauthorized => StatusCodes.Status401Unauthorized,
        ErrorCodes.PermissionDenied => StatusCodes.Status403Forbidden,
        ErrorCodes.NotFound or ErrorCodes.UnknownModel => StatusCodes.Status404NotFound,
        ErrorCodes.Conflict or ErrorCodes.FormatConflict => StatusCodes.Status409Conflict,
        ErrorCodes.FileTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCodes.UnsupportedType => StatusCodes.Status415UnsupportedMediaType,
        ErrorCodes.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ErrorCodes.NoModel or ErrorCodes.StorageUnavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorCodes.TimedOut => StatusCodes.Status504GatewayTimeout,
        ErrorCodes.TamperedModel or ErrorCodes.DamagedModel or ErrorCodes.SchemaMismatch or ErrorCodes.UnknownFeatureSet or ErrorCodes.Internal =>
            StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
