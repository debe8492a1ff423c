using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>One document of a text file, or why it cannot be used.</summary>
/// <param name="Row">Number in the file from 0; the header and blank lines are not counted.</param>
/// <param name="Text">Null where <paramref name="Rejected"/> is not.</param>
/// <param name="Rejected">Null where <paramref name="Text"/> is not.</param>
public readonly record struct TextRow(int Row, string? Text, RejectedRow? Rejected)
{
    /// <summary>The row's own name; null where the file gives none.</summary>
    public string? Id { get; init; }

    internal static TextRow Of(int row, string text) => new(row, text, null);

    internal static TextRow Reject(int row, string code, string message) => new(row, null, new RejectedRow(row, code, message));
}
