using Microsoft.AspNetCore.Http;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Functions.Answers;

/// <summary>202: where the answer will be.</summary>
/// <param name="Item">The item that the request's texts became; its rows are the texts in their order.</param>
/// <param name="Status">Link to follow until its <c>state</c> is <c>scored</c>.</param>
internal sealed record Accepted(ContentHash Item, string Status)
{
    public static IResult As(ContentHash item)
    {
        var link = $"/api/items/{item.Value}";
        return new JsonAnswer<Accepted>(new Accepted(item, link), StatusCodes.Status202Accepted, location: link);
    }
}
