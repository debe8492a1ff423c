namespace ServerlessAffect.Core.Readings;

/// <param name="Code">One of <see cref="Errors.ErrorCodes"/>.</param>
public sealed record ReadingError(string Code, string Message);
