using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Functions.Triggers;

/// <summary>Now and then, what the other triggers missed.</summary>
public sealed class ReconcileTrigger(Reconcile reconcile)
{
    [Function("Reconcile")]
    public Task RunAsync([TimerTrigger("%ReconcileSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reconcile.RunAsync(cancellationToken);
}
