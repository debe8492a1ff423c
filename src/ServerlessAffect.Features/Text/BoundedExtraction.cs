using System.Globalization;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text;

/// <summary>The rows of a file in memory that is bounded: a row of a few thousand characters has thousands of entries, and a file may have tens of thousands of rows.</summary>
public static class BoundedExtraction
{
    private const int BlockRows = 256;

    /// <summary>As <see cref="ITextExtractor.Extract(IReadOnlyList{string}, CancellationToken)"/>, a block of rows at a time.</summary>
    /// <param name="extractor">Of one schema.</param>
    /// <param name="texts">Of one file.</param>
    /// <param name="maxEntries">Of all rows together, each of which takes 24 bytes at the peak.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.FileTooLarge"/>: there are more; nothing was read beyond the block that has one too many.</exception>
    public static CsrMatrix Extract(this ITextExtractor extractor, IReadOnlyList<string> texts, int maxEntries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count <= BlockRows)
        {
            return Within(extractor.Extract(texts, cancellationToken), 0, maxEntries);
        }

        var blocks = new List<CsrMatrix>((texts.Count + BlockRows - 1) / BlockRows);
        var entries = 0;
        for (var at = 0; at < texts.Count; at += BlockRows)
        {
            var block = new string[Math.Min(BlockRows, texts.Count - at)];
            for (var i = 0; i < block.Length; i++)
            {
                block[i] = texts[at + i];
            }

            blocks.Add(Within(extractor.Extract(block, cancellationToken), entries, maxEntries));
            entries += blocks[^1].Entries;
        }

        return Stack(blocks, texts.Count, entries);
    }

    private static CsrMatrix Within(CsrMatrix block, int before, int maxEntries) => block.Entries <= maxEntries - before
        ? block
        : throw new AffectException(
            ErrorCodes.FileTooLarge,
            string.Create(CultureInfo.InvariantCulture, $"The features of the file's rows have more than {maxEntries:N0} entries, which is the limit; split the file into smaller ones."));

    private static CsrMatrix Stack(List<CsrMatrix> blocks, int rows, int entries)
    {
        var (indPtr, indices, values) = (new int[rows + 1], new int[entries], new double[entries]);
        var (row, start) = (0, 0);
        foreach (var block in blocks)
        {
            block.Indices.CopyTo(indices, start);
            block.Values.CopyTo(values, start);
            for (var i = 1; i <= block.Rows; i++)
            {
                indPtr[row + i] = start + block.IndPtr[i];
            }

            (row, start) = (row + block.Rows, start + block.Entries);
        }

        return new CsrMatrix(rows, blocks[0].Columns, indPtr, indices, values);
    }
}
