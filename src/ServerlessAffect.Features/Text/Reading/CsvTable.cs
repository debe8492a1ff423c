using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>A csv file with a header, of which some columns are kept.</summary>
internal sealed class CsvTable
{
    private const int LongestName = 1_000;
    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly TextReadingOptions _options;
    private readonly Func<IReadOnlyList<string>, CsvColumns> _choose;
    private readonly CsvRecordParser _parser;
    private readonly Action<int, BoundedText[], string?> _onRow;
    private readonly List<BoundedText> _header = [];
    private BoundedText?[]? _kept;
    private BoundedText[] _fields = [];
    private int _count;
    private bool _started;

    /// <param name="options">Limits.</param>
    /// <param name="choose">From the names of the columns, what to keep; throws where it is not there.</param>
    /// <param name="onRow">Number of the row, the fields that were kept (until the call returns), and what is wrong with the row, if anything.</param>
    public CsvTable(TextReadingOptions options, Func<IReadOnlyList<string>, CsvColumns> choose, Action<int, BoundedText[], string?> onRow)
    {
        (_options, _choose, _onRow) = (options, choose, onRow);
        _parser = new CsvRecordParser(options.MaxColumns, OnRecord) { Keep = KeepName };
    }

    public void Push(ReadOnlySpan<char> characters)
    {
        if (!_started)
        {
            _started = true;
            _parser.Delimiter = GuessDelimiter(characters);
        }

        _parser.Push(characters);
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.EmptyTable"/>, <see cref="ErrorCodes.MalformedTable"/>.</exception>
    public void Finish()
    {
        _parser.Finish();
        if (_count == 0)
        {
            throw new AffectException(
                ErrorCodes.EmptyTable,
                _kept is null ? "The table is empty; expected a header line and rows." : "The table has a header but no rows; there is nothing to read in it.");
        }
    }

    private BoundedText KeepName(int column)
    {
        // The first may turn out to be a text.
        _header.Add(new BoundedText(column == 0 ? _options.MaxDocumentLength : LongestName));
        return _header[column];
    }

    private void OnRecord(CsvRecordParser parser)
    {
        if (_kept is null)
        {
            var chosen = _choose([.. _header.Select(h => h.ToString())]);
            _kept = new BoundedText?[_header.Count];
            _fields = [.. chosen.Kept.Select(column => _kept[column] ??= new BoundedText(_options.MaxDocumentLength))];
            parser.Keep = column => column < _kept.Length ? _kept[column] : null;
            if (chosen.HasNoHeader)
            {
                Report(parser, [.. chosen.Kept.Select(column => _header[column])]);
            }

            _header.Clear();
            return;
        }

        Report(parser, _fields);
    }

    private void Report(CsvRecordParser parser, BoundedText[] fields)
    {
        if (_count == _options.MaxRows)
        {
            throw TextDocumentReader.TooManyRows(_options);
        }

        var fault = parser.Broken
            ? "Characters stand between a closing quote and the next comma; double the quotes inside quoted fields."
            : parser.Fields != _kept!.Length
                ? $"The row has {parser.Fields} columns where the header has {_kept.Length}; put texts that hold commas or line breaks into quotes."
                : null;
        _onRow(_count++, fields, fault);
    }

    /// <summary>The delimiter that the first line has most of, outside quotes.</summary>
    private static char GuessDelimiter(ReadOnlySpan<char> start)
    {
        Span<int> counts = stackalloc int[Delimiters.Length];
        counts.Clear();
        var quoted = false;
        foreach (var c in start)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted)
            {
                if (c is '\n' or '\r')
                {
                    break;
                }

                var index = Array.IndexOf(Delimiters, c);
                if (index >= 0)
                {
                    counts[index]++;
                }
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Delimiters[best];
    }
}
