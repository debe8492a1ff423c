namespace ServerlessAffect.Cli.Extraction;

/// <param name="Name">What failed: a row of a text file (<c>row 3</c>), a feature of a recording.</param>
/// <param name="Error">The code and a sentence.</param>
internal sealed record RaisedError(string Name, string Error);
