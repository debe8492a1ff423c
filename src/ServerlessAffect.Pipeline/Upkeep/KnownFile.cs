using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>What the item records say of a name in the inbox.</summary>
internal readonly record struct KnownFile(string? ETag, ItemState State, DateTimeOffset UpdatedAt);
