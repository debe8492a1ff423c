using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>What the item records say of a name in the inbox.</summary>
/// <param name="OutOfReach">The record says that no client reaches the file.</param>
internal readonly record struct KnownFile(string? ETag, ItemState State, DateTimeOffset UpdatedAt, bool OutOfReach);
