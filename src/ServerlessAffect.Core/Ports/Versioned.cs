namespace ServerlessAffect.Core.Ports;

/// <summary>A stored value and the opaque token under which it may be replaced; null token: it must not exist yet.</summary>
public sealed record Versioned<T>(T Value, string? ETag);
