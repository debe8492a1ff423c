using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Pipeline.Items;

/// <param name="Next">What to ask the next page with; null on the last page.</param>
public sealed record ItemPage(IReadOnlyList<ItemRecord> Items, ContentHash? Next);
