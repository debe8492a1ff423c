using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>Where everything stands.</summary>
public sealed class GetStatus(IItemStore items, IWorkQueue queue, IReportQueue reports, IReleaseHistory history)
{
    public const string ScoreRequests = "score-requests";
    public const string ExploreRequests = "explore-requests";

    public async Task<ServiceStatus> RunAsync(CancellationToken cancellationToken)
    {
        var counts = new int[Enum.GetValues<ItemState>().Length];
        await foreach (var item in items.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            counts[(int)item.State]++;
        }

        var models = new List<LiveModel>();
        await foreach (var release in history.ListChampionsAsync(cancellationToken).ConfigureAwait(false))
        {
            models.Add(new LiveModel(release.Model, release.Version, release.At));
        }

        var queues = new Dictionary<string, long>
        {
            [ScoreRequests] = await queue.CountAsync(cancellationToken).ConfigureAwait(false),
            [ExploreRequests] = await reports.CountAsync(cancellationToken).ConfigureAwait(false),
        };
        foreach (var (name, count) in await queue.CountPoisonAsync(cancellationToken).ConfigureAwait(false))
        {
            queues[name] = count;
        }

        return new ServiceStatus(
            new ItemCounts(
                counts[(int)ItemState.Received],
                counts[(int)ItemState.Extracted],
                counts[(int)ItemState.Scored],
                counts[(int)ItemState.Quarantined],
                counts[(int)ItemState.Dead]),
            queues,
            [],
            models);
    }
}
