using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Pipeline.Exploration.Stored;
using ServerlessAffect.Storage.Queues;

namespace ServerlessAffect.Functions.Triggers;

/// <summary>A report is asked for.</summary>
public sealed class MakeReportTrigger(MakeReport make)
{
    [Function("MakeReport")]
    public Task RunAsync([QueueTrigger("explore-requests")] string message, CancellationToken cancellationToken) =>
        make.RunAsync(ReportRequestCodec.DecodeJson(message), cancellationToken);
}
