namespace ServerlessAffect.Core.Items;

/// <summary>How far an item has come. It only moves forward, except that <c>affect retry</c> takes a dead item back to extracted (to received, where its file could not be taken) and a quarantined one to received,
/// and that a model which the item has not met yet takes a scored item back to extracted.</summary>
public enum ItemState
{
    Received,
    Extracted,
    Scored,
    Quarantined,
    Dead,
}
