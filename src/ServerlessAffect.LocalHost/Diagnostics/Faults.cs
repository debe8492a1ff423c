using Azure;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Diagnostics;

/// <summary>Exceptions told without their messages; of an answer of storage also its status and code.</summary>
internal static class Faults
{
    public static string Describe(Exception exception) =>
        FaultText.Describe(exception, e => e is RequestFailedException request ? $"{nameof(RequestFailedException)} {request.Status} {request.ErrorCode}" : null);

    public static string Origin(Exception exception) => FaultText.Origin(exception);
}
