namespace ServerlessAffect.Pipeline.Upkeep;

/// <param name="Requests">Dead requests that were sent again.</param>
/// <param name="Files">Quarantined files that are back in the inbox.</param>
public sealed record Retries(int Requests, int Files);
