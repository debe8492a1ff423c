using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Readings as tables of at most <see cref="RowsPerTable"/> rows, so that a large file shows its first rows while it is read;
/// what failed is explained below each table, and the notices of readings of voices stand at the end. In narrow terminals rows are stacked.</summary>
internal sealed class RowTable(Terminal terminal) : IRowRenderer
{
    private const int RowsPerTable = 200;

    /// <summary>Of one recording.</summary>
    private const int MostSpans = 20;

    /// <summary>A narrower terminal gets <see cref="StackedRows"/>: no label is cut into letters.</summary>
    private const int LeastTable = 80;

    /// <summary>What the columns but those of files and models take at least.</summary>
    private const int OtherColumns = 48;

    private const int LeastFile = 17;
    private const int LeastModel = 15;
    private const int MostModel = 64;

    private readonly List<string> _reasons = [];

    /// <summary>What has to be said with readings of voices, each once.</summary>
    private readonly SortedSet<string> _notices = new(StringComparer.Ordinal);

    private readonly int _modelRoom = Math.Clamp((terminal.Width - OtherColumns) / 3, LeastModel, MostModel);
    private readonly StackedRows? _stack = terminal.Width < LeastTable ? new StackedRows(terminal.Out, terminal.Width) : null;
    private PlainTable? _table;
    private int _rows;

    public void Write(in ScoredRow row)
    {
        var reading = row.Reading;
        if (row is { Modality: Modality.Audio or Modality.Video, Source: { } source })
        {
            _notices.Add($"{source.Model.Name}: {Printable.Shorten(source.Notice, 800)}");
        }

        if (_stack is not null)
        {
            AddStacked(row, _stack);
            return;
        }

        _table ??= new PlainTable("|file", "|modality", "|model", "label", ">conf.", "|unsure", "|status");
        _table.Add(
            Place(row),
            Names.Of(row.Modality),
            Printable.Shorten(ModelOf(row), _modelRoom),
            reading.Label,
            Share(reading.Confidence),
            reading.Unsure switch { true => "yes", false => "no", null => "" },
            row.Status);
        AddSpans(reading);
        if (reading.Error is { } error)
        {
            _reasons.Add($"{FullPlace(row)}: {Reason(row, error)}");
        }

        if (++_rows >= RowsPerTable)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        foreach (var notice in _notices)
        {
            terminal.Out.WriteLine(notice);
        }
    }

    private static void AddStacked(in ScoredRow row, StackedRows stack)
    {
        var reading = row.Reading;
        stack.Add(FullPlace(row), ModelOf(row), reading.Label, Share(reading.Confidence), reading.Unsure is true ? "unsure" : null, reading.Error is null && reading.Label is null ? row.Status : null);
        if (reading.Error is { } error)
        {
            stack.AddText(Reason(row, error));
        }

        if (reading.Windows.Count < 2)
        {
            return;
        }

        foreach (var span in reading.Windows.Take(MostSpans))
        {
            stack.AddBelow(Span(span), span.Label, Share(span.Confidence), span.Unsure ? "unsure" : null);
        }

        if (reading.Windows.Count > MostSpans)
        {
            stack.AddText(More(reading));
        }
    }

    private static string ModelOf(in ScoredRow row) => row.Source?.Model.Name ?? row.Asked?.Name ?? "";

    private static string? Share(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Reason(in ScoredRow row, ReadingError error) =>
        $"{(row.Asked is { } asked ? $"{asked}: " : "")}{row.Status}, {error.Code}: {Printable.Shorten(error.Message, 400)}";

    private static string Span(ReadingWindow span) => $"{Time(span.Start)} - {Time(span.End)}";

    private static string More(Reading reading) => $"and {reading.Windows.Count - MostSpans} spans more; --json and --vtt have them all.";

    /// <summary>The timeline of a recording below its line; that of a single span says nothing more.</summary>
    private void AddSpans(Reading reading)
    {
        if (reading.Windows.Count < 2)
        {
            return;
        }

        foreach (var span in reading.Windows.Take(MostSpans))
        {
            _table!.Add(
                $"  {Span(span)}", "", "", span.Label, Share(span.Confidence), span.Unsure ? "yes" : "no", "");
            _rows++;
        }

        if (reading.Windows.Count > MostSpans)
        {
            _reasons.Add($"  {More(reading)}");
        }
    }

    private static string Time(double seconds) => TimeSpan.FromSeconds(Math.Round(seconds, 1)).ToString(seconds < 3600 ? @"mm\:ss\.f" : @"hh\:mm\:ss\.f", CultureInfo.InvariantCulture);

    private static string FullPlace(in ScoredRow row)
    {
        var file = Printable.Shorten(row.File ?? "(text)", 200);
        return row.Row is > 0 || MayHoldRows(file) ? string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Row}").TrimEnd(':') : file;
    }

    private static bool MayHoldRows(string file) => Path.GetExtension(file) is ".csv" or ".jsonl";

    private string Place(in ScoredRow row) => Places.Shorten(FullPlace(row), Math.Max(LeastFile, terminal.Width - OtherColumns - _modelRoom));

    private void Flush()
    {
        _table?.Write(terminal);
        _reasons.ForEach(terminal.Out.WriteLine);
        _reasons.Clear();
        (_table, _rows) = (null, 0);
    }
}
