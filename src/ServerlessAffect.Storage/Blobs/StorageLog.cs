using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Storage.Telemetry;

namespace ServerlessAffect.Storage.Blobs;

internal static partial class StorageLog
{
    /// <summary>A listing goes on without the document: one damaged blob must not hide the others.</summary>
    public static void SkipDamaged(this ILogger logger, string container, string blob, Exception cause)
    {
        StorageTelemetry.CountDamaged(container);
        Damaged(logger, container, blob, FaultText.Describe(cause));
    }

    [LoggerMessage(3001, LogLevel.Warning, "The document {Container}/{Blob} cannot be read and is left out of the listing: {Fault}")]
    private static partial void Damaged(ILogger logger, string container, string blob, string fault);

    [LoggerMessage(3002, LogLevel.Warning, "{Container}/{Blob} was not what its model's manifest says; publishing the version again put it back.")]
    public static partial void PutBack(this ILogger logger, string container, string blob);
}
