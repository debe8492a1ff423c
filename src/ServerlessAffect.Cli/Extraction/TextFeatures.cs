using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Cli.Extraction;

/// <summary>The features of every row of one input.</summary>
internal static class TextFeatures
{
    /// <summary>Twice what a dropped file may have: a few gigabytes at the peak.</summary>
    private const int MostEntries = 64 << 20;

    public static async Task<SparseFeatures> ExtractAsync(ScoreInput input, ITextExtractor extractor, TextReadingOptions options, CancellationToken cancellationToken)
    {
        var (rows, texts, rejected) = (new List<int>(), new List<string>(), new List<RejectedRow>());
        var reader = new TextDocumentReader(input.Content, input.Format.Name, input.Content.Length, options);
        await foreach (var row in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.Rejected is { } reason)
            {
                rejected.Add(reason);
            }
            else
            {
                rows.Add(row.Row);
                texts.Add(row.Text!);
            }
        }

        return new SparseFeatures(extractor.Extract(texts, MostEntries, cancellationToken), rows, rejected) { Notice = reader.Notice };
    }
}
