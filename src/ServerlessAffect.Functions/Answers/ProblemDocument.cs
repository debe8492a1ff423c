namespace ServerlessAffect.Functions.Answers;

/// <param name="Type"><c>about:blank</c>: the title is the status's own phrase; the kind of problem is told by its code.</param>
/// <param name="Code">One of <see cref="Core.Errors.ErrorCodes"/>.</param>
/// <param name="TraceId">Of the request, in the log and in traces; null where it is not traced.</param>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string Code, string? TraceId);
