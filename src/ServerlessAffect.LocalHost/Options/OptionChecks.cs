using System.Text.RegularExpressions;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.LocalHost.Options;

internal static partial class OptionChecks
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidSetting"/> for the first option out of its range.</exception>
    public static LocalHostOptions Checked(this LocalHostOptions options)
    {
        Require(HostIds().IsMatch(options.HostId), nameof(options.HostId), "1 to 32 lower-case letters, digits and single hyphens", options.HostId);
        Require(options.FunctionTimeout > TimeSpan.Zero, nameof(options.FunctionTimeout), "more than zero", options.FunctionTimeout);
        Require(options.CancellationGrace >= TimeSpan.Zero, nameof(options.CancellationGrace), "zero or more", options.CancellationGrace);
        Require(options.ShutdownTimeout >= TimeSpan.Zero, nameof(options.ShutdownTimeout), "zero or more", options.ShutdownTimeout);
        Require(options.Http.Port is >= 0 and <= 65535, nameof(options.Http.Port), "0 to 65535", options.Http.Port);
        Require(options.Http.MaxRequestBytes > 0, nameof(options.Http.MaxRequestBytes), "more than zero", options.Http.MaxRequestBytes);
        Require(options.Http.RequestTimeout > TimeSpan.Zero, nameof(options.Http.RequestTimeout), "more than zero", options.Http.RequestTimeout);
        Require(options.Blobs.ScanInterval > TimeSpan.Zero, nameof(options.Blobs.ScanInterval), "more than zero", options.Blobs.ScanInterval);
        Require(IsLease(options.Blobs.ReceiptLease), nameof(options.Blobs.ReceiptLease), "15 to 60 s", options.Blobs.ReceiptLease);
        Require(options.Blobs.Concurrency is > 0 and <= 64, nameof(options.Blobs.Concurrency), "1 to 64", options.Blobs.Concurrency);
        Require(options.Queues.BatchSize is > 0 and <= 32, nameof(options.Queues.BatchSize), "1 to 32", options.Queues.BatchSize);
        Require(options.Queues.MinPollingInterval > TimeSpan.Zero, nameof(options.Queues.MinPollingInterval), "more than zero", options.Queues.MinPollingInterval);
        Require(options.Queues.MaxPollingInterval >= options.Queues.MinPollingInterval, nameof(options.Queues.MaxPollingInterval), "at least the shortest", options.Queues.MaxPollingInterval);
        Require(options.Queues.VisibilityTimeout >= TimeSpan.FromSeconds(1), nameof(options.Queues.VisibilityTimeout), "1 s or more", options.Queues.VisibilityTimeout);
        Require(options.Queues.RetryDelay >= TimeSpan.Zero, nameof(options.Queues.RetryDelay), "zero or more", options.Queues.RetryDelay);
        Require(options.Queues.MaxAttempts > 0, nameof(options.Queues.MaxAttempts), "1 or more", options.Queues.MaxAttempts);
        Require(options.Queues.MaxDeliveries >= options.Queues.MaxAttempts, nameof(options.Queues.MaxDeliveries), "at least the attempts", options.Queues.MaxDeliveries);
        Require(IsLease(options.Timers.Lease), nameof(options.Timers.Lease), "15 to 60 s", options.Timers.Lease);
        return options;
    }

    private static bool IsLease(TimeSpan time) => time >= TimeSpan.FromSeconds(15) && time <= TimeSpan.FromSeconds(60);

    private static void Require(bool holds, string option, string expected, object came)
    {
        if (!holds)
        {
            throw new AffectException(ErrorCodes.InvalidSetting, $"The option {option} of the local host must be {expected}, and is {came}.");
        }
    }

    [GeneratedRegex("^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex HostIds();
}
