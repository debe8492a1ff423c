using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>A model whose only feature is a text's length and whose classes are <c>even</c> and <c>odd</c>.</summary>
internal sealed class FakeScorer(ModelManifest manifest, FeatureSchema schema) : ITextScorer
{
    private Action? _meanwhile;

    public ModelManifest Manifest => manifest;

    public FeatureSchema Schema => schema;

    /// <summary>What extracting or scoring shall throw.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Happens once, while this one is scoring.</summary>
    public Action? Meanwhile { set => _meanwhile = value; }

    /// <summary>Never ends until cancelled.</summary>
    public bool Hangs { get; set; }

    public SparseFeatures Extract(TextRows rows, int maxEntries, CancellationToken cancellationToken)
    {
        var count = rows.Texts.Count;
        var matrix = new CsrMatrix(count, 1, [.. Enumerable.Range(0, count + 1)], new int[count], [.. rows.Texts.Select(t => (double)t.Length)]);
        return new SparseFeatures(matrix, rows.Rows, rows.Rejected) { Notice = rows.Notice };
    }

    public async ValueTask<IReadOnlyList<Reading>> ScoreAsync(SparseFeatures features, CancellationToken cancellationToken)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        Interlocked.Exchange(ref _meanwhile, null)?.Invoke();
        if (Fault is not null)
        {
            throw Fault;
        }

        var scored = features.Rows.Select((row, i) => ReadingOf(row, (int)features.Matrix.Values[i]));
        var failed = features.Rejected.Select(r => new Reading { Row = r.Row, Status = ReadingStatus.Failed, Error = new ReadingError(r.Code, r.Message) });
        return [.. scored.Concat(failed).OrderBy(r => r.Row)];
    }

    public Reading Score(SharedText text) => text.Text.Length == 0
        ? new Reading { Row = 0, Status = ReadingStatus.Failed, Error = new ReadingError(ErrorCodes.EmptyText, "The text is empty.") }
        : ReadingOf(0, text.Text.Length);

    private static Reading ReadingOf(int row, int length) => new()
    {
        Row = row,
        Status = ReadingStatus.Scored,
        Label = length % 2 == 0 ? "even" : "odd",
        Confidence = 0.75,
        Unsure = false,
        Probabilities = new Dictionary<string, double> { ["even"] = length % 2 == 0 ? 0.75 : 0.25, ["odd"] = length % 2 == 0 ? 0.25 : 0.75 },
    };
}
