namespace ServerlessAffect.Pipeline.Upkeep;

/// <param name="Ready">Whether requests can be answered.</param>
/// <param name="StorageFault">One of <see cref="Core.Errors.ErrorCodes"/>; null where the storage answers.</param>
public sealed record Health(bool Ready, string? StorageFault, IReadOnlyList<ModelHealth> Models);
