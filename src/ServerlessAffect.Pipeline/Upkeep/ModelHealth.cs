namespace ServerlessAffect.Pipeline.Upkeep;

/// <param name="Fault">One of <see cref="Core.Errors.ErrorCodes"/>; null where the model is loaded.</param>
public sealed record ModelHealth(string Name, string Version, string? Fault);
