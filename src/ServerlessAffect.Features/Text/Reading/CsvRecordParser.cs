using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>RFC 4180 over characters that come in pieces: quoted fields with doubled quotes and line breaks, rows ended by LF, CR LF or CR, blank lines passed over.
/// Fields that nobody asked for are counted but not kept.</summary>
/// <param name="maxColumns">A record with more is refused.</param>
/// <param name="onRecord">Called at the end of each record.</param>
internal sealed class CsvRecordParser(int maxColumns, Action<CsvRecordParser> onRecord)
{
    private State _state = State.RecordStart;
    private bool _afterReturn;
    private long _line = 1;
    private long _quoteLine;
    private BoundedText? _field;

    private enum State
    {
        RecordStart,
        FieldStart,
        Plain,
        Quoted,
        AfterQuote,
    }

    /// <summary>Where the characters of field number <c>n</c> go; null where they are not kept. Asked at the start of every field.</summary>
    public Func<int, BoundedText?> Keep { get; set; } = _ => null;

    public char Delimiter { get; set; } = ',';

    /// <summary>Fields of the record that just ended.</summary>
    public int Fields { get; private set; }

    /// <summary>Whether characters stood between a closing quote and the next delimiter.</summary>
    public bool Broken { get; private set; }

    public void Push(ReadOnlySpan<char> characters)
    {
        while (!characters.IsEmpty)
        {
            var plain = _state switch
            {
                State.Plain => characters.IndexOfAny(Delimiter, '\r', '\n'),
                State.Quoted => characters.IndexOfAny('"', '\n'),
                _ => 0,
            };
            plain = plain < 0 ? characters.Length : plain;
            if (plain > 0)
            {
                _field?.Append(characters[..plain]);
                characters = characters[plain..];
                continue;
            }

            Step(characters[0]);
            characters = characters[1..];
        }
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.MalformedTable"/>: a quote is still open.</exception>
    public void Finish()
    {
        if (_state == State.Quoted)
        {
            throw new AffectException(ErrorCodes.MalformedTable, $"The quote that opens in line {_quoteLine} is never closed; close it, and double the quotes inside quoted fields.");
        }

        if (_state != State.RecordStart)
        {
            EndRecord();
        }
    }

    private void Step(char c)
    {
        if (_afterReturn && c == '\n')
        {
            _afterReturn = false;
            return;
        }

        _afterReturn = false;
        if (_state == State.Quoted)
        {
            StepInQuotes(c);
            return;
        }

        if (c is '\r' or '\n')
        {
            _afterReturn = c == '\r';
            _line++;
            if (_state != State.RecordStart)
            {
                EndRecord();
            }

            return;
        }

        if (_state == State.RecordStart)
        {
            (Fields, Broken) = (0, false);
            StartField();
        }

        if (c == Delimiter)
        {
            StartField();
            return;
        }

        StepInField(c);
    }

    private void StepInQuotes(char c)
    {
        if (c == '"')
        {
            _state = State.AfterQuote;
            return;
        }

        _line++;
        _field?.Append(c);
    }

    private void StepInField(char c)
    {
        switch (_state)
        {
            case State.FieldStart when c == '"':
                _state = State.Quoted;
                _quoteLine = _line;
                break;
            case State.AfterQuote when c == '"':
                _field?.Append('"');
                _state = State.Quoted;
                break;
            case State.AfterQuote:
                Broken = Broken || !char.IsWhiteSpace(c);
                break;
            default:
                _field?.Append(c);
                _state = State.Plain;
                break;
        }
    }

    private void StartField()
    {
        if (Fields == maxColumns)
        {
            throw new AffectException(ErrorCodes.TooManyColumns, $"Line {_line} has more than {maxColumns} columns, which is the limit; keep the columns that are needed.");
        }

        _field = Keep(Fields++);
        _field?.Clear();
        _state = State.FieldStart;
    }

    private void EndRecord()
    {
        _state = State.RecordStart;
        onRecord(this);
    }
}
