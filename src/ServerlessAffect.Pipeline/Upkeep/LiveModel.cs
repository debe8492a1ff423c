namespace ServerlessAffect.Pipeline.Upkeep;

/// <param name="Since">When the version became champion.</param>
public sealed record LiveModel(string Name, string Version, DateTimeOffset Since);
