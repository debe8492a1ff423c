using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Rows of one input that are scored together. Shows them in their order: row by row, and every model's reading of each.</summary>
internal sealed class RowBatch(string? file, ContentHash item, ModelChoice models, IRowRenderer renderer)
{
    /// <summary>Rows until a batch is full: enough to keep the model busy, few enough to see the first readings soon.</summary>
    public const int Capacity = 512;

    /// <summary>UTF-16 code units until a batch is full: long documents must not pile up.</summary>
    private const int MostCharacters = 1 << 20;

    private readonly List<TextRow> _rows = new(Capacity);
    private readonly List<int> _numbers = new(Capacity);
    private readonly List<string> _texts = new(Capacity);

    private int _characters;

    public bool IsFull => _rows.Count >= Capacity || _characters >= MostCharacters;

    /// <summary>Whether a row shown so far has no reading.</summary>
    public bool AnyFailed { get; private set; }

    public void Add(TextRow row)
    {
        _rows.Add(row);
        if (row.Text is { } text)
        {
            _numbers.Add(row.Row);
            _texts.Add(text);
            _characters += text.Length;
        }
    }

    /// <summary>Scores and shows what was added, and starts again.</summary>
    /// <param name="notice">What has to be said of the input beside what each model says of itself; null: nothing.</param>
    public void Flush(string? notice, CancellationToken cancellationToken)
    {
        var sources = models.Loaded.Select(m => notice is null ? m.Source : m.Source with { Notice = $"{m.Source.Notice} {notice}" }).ToArray();
        var scored = new Reading[models.Loaded.Count][];
        for (var m = 0; m < scored.Length; m++)
        {
            scored[m] = models.Loaded[m].Score(_numbers, _texts, cancellationToken);
        }

        var next = 0;
        foreach (var row in _rows)
        {
            for (var m = 0; m < scored.Length; m++)
            {
                Show(row, row.Rejected is null ? scored[m][next] : null, sources[m]);
            }

            next += row.Rejected is null ? 1 : 0;
        }

        _rows.Clear();
        _numbers.Clear();
        _texts.Clear();
        _characters = 0;
    }

    private void Show(TextRow row, Reading? reading, ReadingSource source)
    {
        reading ??= new Reading { Row = row.Row, Status = ReadingStatus.Failed, Error = new ReadingError(row.Rejected!.Code, row.Rejected.Message) };
        AnyFailed |= reading.Status is ReadingStatus.Failed;
        renderer.Write(new ScoredRow(file, row.Row, item, Modality.Text, reading, source));
    }
}
