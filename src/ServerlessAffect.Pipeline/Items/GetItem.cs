using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>One item with its readings and labels.</summary>
public sealed class GetItem(IItemStore items, IPredictionStore predictions, ILabelStore labels)
{
    /// <returns>Null where there is no such item.</returns>
    public async Task<ItemDetails?> RunAsync(ContentHash id, CancellationToken cancellationToken)
    {
        var item = await items.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (item is null)
        {
            return null;
        }

        var documents = new List<PredictionDocument>();
        await foreach (var document in predictions.ListAsync(id, cancellationToken).ConfigureAwait(false))
        {
            documents.Add(document);
        }

        var given = new List<ItemLabel>();
        await foreach (var label in labels.ListAsync(id, cancellationToken).ConfigureAwait(false))
        {
            given.Add(label);
        }

        return new ItemDetails(item.Value, documents, given);
    }
}
