namespace ServerlessAffect.Core.Items;

/// <summary>How far an item has come. It only moves forward, except that <c>affect retry</c> takes a dead or quarantined item back to received.</summary>
public enum ItemState
{
    Received,
    Extracted,
    Scored,
    Quarantined,
    Dead,
}
