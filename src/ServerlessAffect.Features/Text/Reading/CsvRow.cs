namespace ServerlessAffect.Features.Text.Reading;

/// <summary>A row of a csv file, with the columns that were asked for.</summary>
/// <param name="Row">Number in the file from 0; the header and blank lines are not counted.</param>
/// <param name="Fields">In the order in which the columns were asked for.</param>
public readonly record struct CsvRow(int Row, IReadOnlyList<string> Fields);
