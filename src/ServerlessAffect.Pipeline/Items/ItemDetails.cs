using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>All that is known of one item.</summary>
/// <param name="Labels">Oldest first; the last one of a task and row counts.</param>
public sealed record ItemDetails(ItemRecord Item, IReadOnlyList<PredictionDocument> Predictions, IReadOnlyList<ItemLabel> Labels);
