namespace ServerlessAffect.Core.Items;

/// <summary>One arrival of the item's bytes.</summary>
/// <param name="Name">Name below <c>inbox/</c>, or the request's name for HTTP.</param>
/// <param name="Subject">Whom the content is about, for erasure; null where unknown.</param>
/// <param name="ReceivedAt">When these bytes were first seen under this name.</param>
/// <param name="ETag">Of the inbox file as it was last read: a file replaced since carries another one.</param>
public sealed record ItemSource(string Name, string? Subject, DateTimeOffset ReceivedAt, string? ETag = null);
