namespace ServerlessAffect.Pipeline.Upkeep;

/// <param name="Requests">Dead requests that were sent again.</param>
/// <param name="Files">Quarantined files that are back in the inbox, and files that had been given up and are taken again by the next reconciliation.</param>
/// <param name="Messages">Messages that a host had given up and that are on the queue again.</param>
public sealed record Retries(int Requests, int Files, int Messages);
