namespace ServerlessAffect.Core.Items;

/// <summary>One arrival of the item's bytes.</summary>
/// <param name="Name">Name below <c>inbox/</c>, or the request's name for HTTP.</param>
/// <param name="Subject">Whom the content is about, for erasure; null where unknown.</param>
public sealed record ItemSource(string Name, string? Subject, DateTimeOffset ReceivedAt);
