namespace ServerlessAffect.Features.Audio;

/// <param name="Name">Of the array that is missing.</param>
/// <param name="Code">Of the error.</param>
/// <param name="Sentence">What was expected, what came, what to do.</param>
public sealed record RaisedDescriptor(string Name, string Code, string Sentence);
