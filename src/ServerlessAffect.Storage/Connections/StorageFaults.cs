using System.Xml;
using Azure;
using Azure.Identity;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Storage.Connections;

/// <summary>Turns what the SDK throws into errors that say whether to try again, and what to mend where that would not do.</summary>
internal static class StorageFaults
{
    /// <summary>Null where the exception is not the storage's (ours, or the caller's own cancellation) and must go on as it is.</summary>
    public static AffectException? Of(Exception exception, string store, CancellationToken cancellationToken) => exception switch
    {
        AffectException => null,
        RequestFailedException failed => OfRequest(failed, store),
        AuthenticationFailedException => Denied(store, exception),
        OperationCanceledException => cancellationToken.IsCancellationRequested ? null : Unavailable(store, exception, "it did not answer in time"),
        XmlException => Unavailable(store, exception, "its answer cannot be read"),
        IOException => Unavailable(store, exception, "the connection broke"),
        // The SDK's retries throw all their failures together; the last one is the state that remains.
        AggregateException { InnerExceptions.Count: > 0 } all => Of(all.InnerExceptions[^1], store, cancellationToken),
        _ => null,
    };

    private static AffectException OfRequest(RequestFailedException failed, string store) => failed.Status switch
    {
        0 => Unavailable(store, failed, "no connection could be made"),
        401 or 403 => Denied(store, failed),
        408 or 429 or >= 500 => Unavailable(store, failed, $"it answered {failed.Status}"),
        404 or 409 or 412 => new AffectException(
            ErrorCodes.Conflict, $"Storage '{store}' changed while it was used ({failed.ErrorCode ?? "no reason given"}); do it again.", failed, isTransient: true),
        _ => new AffectException(
            ErrorCodes.StorageUnavailable, $"Storage '{store}' refused the request with {failed.Status} ({failed.ErrorCode ?? "no reason given"}).", failed),
    };

    private static AffectException Unavailable(string store, Exception cause, string what) => new(
        ErrorCodes.StorageUnavailable, $"Storage '{store}' cannot be reached: {what}. Check that it runs and try again.", cause, isTransient: true);

    private static AffectException Denied(string store, Exception cause) => new(
        ErrorCodes.StorageDenied, $"Storage '{store}' refuses our identity or key; check the setting {StorageOptions.Section} and the roles 'Storage Blob Data Owner' and 'Storage Queue Data Contributor'.", cause);
}
