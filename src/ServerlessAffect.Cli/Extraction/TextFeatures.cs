using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Cli.Extraction;

/// <summary>The features of every row of one input.</summary>
internal static class TextFeatures
{
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

        return new SparseFeatures(extractor.Extract(texts, cancellationToken), rows, rejected) { Notice = reader.Encoding.Notice };
    }
}
