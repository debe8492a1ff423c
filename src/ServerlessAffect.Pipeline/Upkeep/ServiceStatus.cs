namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>The answer of <c>affect status --json</c>.</summary>
/// <param name="Queues">Messages waiting by queue, approximately; in the queues that end in <c>-poison</c> those that a host gave up.</param>
/// <param name="Orchestrations">Empty: nothing runs as an orchestration yet.</param>
/// <param name="Models">The champions.</param>
public sealed record ServiceStatus(
    ItemCounts Items,
    IReadOnlyDictionary<string, long> Queues,
    IReadOnlyList<string> Orchestrations,
    IReadOnlyList<LiveModel> Models);
