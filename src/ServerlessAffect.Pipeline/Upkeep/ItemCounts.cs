namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>How many items are in each state.</summary>
public sealed record ItemCounts(int Received, int Extracted, int Scored, int Quarantined, int Dead);
