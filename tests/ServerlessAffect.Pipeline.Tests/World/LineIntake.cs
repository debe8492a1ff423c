using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Pipeline.Extraction;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>One document per line; an empty line is a rejected row; a zero byte makes the file no text; bytes that are no UTF-8 are noticed.</summary>
internal sealed class LineIntake : ITextIntake
{
    /// <summary>What happens before a text is read: a fault, or a wait that only the token ends.</summary>
    public Func<string, CancellationToken, Task>? Before { get; set; }

    public async Task<TextRows> ReadAsync(Stream content, MediaFormat format, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken);
        var text = Encoding.UTF8.GetString(buffer.ToArray());
        await (Before?.Invoke(text, cancellationToken) ?? Task.CompletedTask);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new AffectException(ErrorCodes.NotText, "The file is not text.");
        }

        var lines = text.Split('\n');
        var rows = Enumerable.Range(0, lines.Length).Where(i => lines[i].Length > 0).ToArray();
        var rejected = Enumerable.Range(0, lines.Length).Where(i => lines[i].Length == 0).Select(i => new RejectedRow(i, ErrorCodes.EmptyText, "The row is empty."));
        return new TextRows(rows, [.. rows.Select(i => lines[i])], [.. rejected]) { Notice = text.Contains('\uFFFD', StringComparison.Ordinal) ? "Bytes were lost." : null };
    }
}
