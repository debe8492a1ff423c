namespace ServerlessAffect.Core.Features;

/// <param name="Row">Number of the row in its file, from 0 (the header is not counted).</param>
/// <param name="Code">One of <see cref="Errors.ErrorCodes"/>.</param>
/// <param name="Message">A sentence for people; never the text itself.</param>
public sealed record RejectedRow(int Row, string Code, string Message);
