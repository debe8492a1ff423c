using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Functions.Requests;

/// <summary>The query of <c>GET /api/items</c>: <c>state</c>, <c>after</c>, <c>limit</c>.</summary>
internal readonly record struct ItemQuery(ItemState? State, ContentHash? After, int Limit)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>.</exception>
    public static ItemQuery Read(IQueryCollection query)
    {
        var limit = DefaultLimit;
        if (query.TryGetValue("limit", out var asked)
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"'limit' must be a whole number from 1 to {MaxLimit}.");
        }

        return new ItemQuery(
            query.TryGetValue("state", out var state) ? ReadState(state.ToString()) : null,
            query.TryGetValue("after", out var after) ? ItemId.Parse(after.ToString()) : null,
            limit);
    }

    private static ItemState ReadState(string text) => text switch
    {
        "received" => ItemState.Received,
        "extracted" => ItemState.Extracted,
        "scored" => ItemState.Scored,
        "quarantined" => ItemState.Quarantined,
        "dead" => ItemState.Dead,
        _ => throw new AffectException(ErrorCodes.InvalidRequest, "'state' must be received, extracted, scored, quarantined or dead."),
    };
}
