namespace ServerlessAffect.Pipeline.Upkeep;

/// <param name="Taken">Files of the inbox that their trigger had missed.</param>
/// <param name="Failed">Files among them that could not be taken; the next run tries again.</param>
/// <param name="Resent">Requests sent again for readings that are owed for too long.</param>
/// <param name="Removed">Items without a record of which features or predictions had stayed behind, and are gone now.</param>
public sealed record Reconciliation(int Taken, int Failed, int Resent, int Removed = 0);
