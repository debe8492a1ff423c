namespace ServerlessAffect.Storage.Media;

/// <summary>The file <c>quarantine/{name}.reason.json</c>.</summary>
/// <param name="Code">One of <see cref="Core.Errors.ErrorCodes"/>.</param>
/// <param name="Message">For people.</param>
internal sealed record QuarantineReason(string File, string Code, string Message, DateTimeOffset QuarantinedAt);
