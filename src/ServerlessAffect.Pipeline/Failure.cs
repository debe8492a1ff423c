using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline;

/// <summary>Which failures are those of the item or the request itself, and how they are told to people.</summary>
internal static class Failure
{
    /// <summary>Whether the failure counts as an attempt. A stopping host, and a storage that cannot be reached or refuses us, say nothing about the item.</summary>
    /// <param name="exception">A passed deadline has been turned into <see cref="ErrorCodes.TimedOut"/> before; any other cancellation is the host's.</param>
    public static bool Counts(Exception exception) => exception switch
    {
        OperationCanceledException => false,
        AffectException known => !known.IsTransient && known.Code is not (ErrorCodes.StorageDenied or ErrorCodes.StorageUnavailable),
        _ => true,
    };

    /// <summary>Without the exception's own words where they are not ours: they might be a person's.</summary>
    /// <param name="doing">The beginning of a sentence: <c>Scoring</c>.</param>
    public static ReadingError Explain(Exception exception, string doing) => exception is AffectException known
        ? new ReadingError(known.Code, known.Message)
        : new ReadingError(ErrorCodes.Internal, $"{doing} failed unexpectedly ({exception.GetType().Name}); the host's log has the details.");
}
