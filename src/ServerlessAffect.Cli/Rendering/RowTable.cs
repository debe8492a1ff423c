using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Readings as tables of at most <see cref="RowsPerTable"/> rows, so that a large file shows its first rows while it is read;
/// what failed is explained below each table, and the notices of readings of voices stand at the end.</summary>
internal sealed class RowTable(Terminal terminal) : IRowRenderer
{
    private const int RowsPerTable = 200;

    /// <summary>Of one recording.</summary>
    private const int MostSpans = 20;

    /// <summary>What the other columns take at least.</summary>
    private const int OtherColumns = 63;

    private readonly List<string> _reasons = [];

    /// <summary>What has to be said with readings of voices, each once.</summary>
    private readonly SortedSet<string> _notices = new(StringComparer.Ordinal);
    private PlainTable? _table;
    private int _rows;

    public void Write(in ScoredRow row)
    {
        var reading = row.Reading;
        _table ??= new PlainTable("|file", "|modality", "|model", "label", ">conf.", "|unsure", "|status");
        _table.Add(
            Place(row),
            Names.Of(row.Modality),
            row.Source?.Model.Name ?? row.Asked?.Name,
            reading.Label,
            reading.Confidence?.ToString("0.000", CultureInfo.InvariantCulture),
            reading.Unsure switch { true => "yes", false => "no", null => "" },
            row.Status);
        AddSpans(reading);
        if (row is { Modality: Modality.Audio or Modality.Video, Source: { } source })
        {
            _notices.Add($"{source.Model.Name}: {Printable.Shorten(source.Notice, 800)}");
        }

        if (reading.Error is { } error)
        {
            _reasons.Add($"{FullPlace(row)}: {(row.Asked is { } asked ? $"{asked}: " : "")}{row.Status}, {error.Code}: {Printable.Shorten(error.Message, 400)}");
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
                $"  {Time(span.Start)} - {Time(span.End)}", "", "", span.Label, span.Confidence.ToString("0.000", CultureInfo.InvariantCulture), span.Unsure ? "yes" : "no", "");
            _rows++;
        }

        if (reading.Windows.Count > MostSpans)
        {
            _reasons.Add($"  and {reading.Windows.Count - MostSpans} spans more; --json and --vtt have them all.");
        }
    }

    private static string Time(double seconds) => TimeSpan.FromSeconds(Math.Round(seconds, 1)).ToString(seconds < 3600 ? @"mm\:ss\.f" : @"hh\:mm\:ss\.f", CultureInfo.InvariantCulture);

    private static string FullPlace(in ScoredRow row)
    {
        var file = Printable.Shorten(row.File ?? "(text)", 200);
        return row.Row is > 0 || MayHoldRows(file) ? string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Row}").TrimEnd(':') : file;
    }

    private static bool MayHoldRows(string file) => Path.GetExtension(file) is ".csv" or ".jsonl";

    private string Place(in ScoredRow row) => Places.Shorten(FullPlace(row), Math.Max(17, terminal.Width - OtherColumns));

    private void Flush()
    {
        _table?.Write(terminal);
        _reasons.ForEach(terminal.Out.WriteLine);
        _reasons.Clear();
        (_table, _rows) = (null, 0);
    }
}
