using System.Buffers;
using System.Text;

namespace ServerlessAffect.Core;

/// <summary>A text as one field of a table (RFC 4180) that people may open in a spreadsheet.</summary>
public static class CsvField
{
    private static readonly SearchValues<char> s_needQuotes = SearchValues.Create(",\"\r\n'");

    /// <summary>Appends the field, without a comma. What could start a formula gets an apostrophe before it; a plain number such as <c>-1</c> starts none and stays as it is.</summary>
    public static void Append(StringBuilder line, string? value)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        // OWASP's list of what a spreadsheet takes for a formula.
        var risky = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
        var safe = risky && !IsNumber(value) ? "'" + value : value;
        if (safe.AsSpan().ContainsAny(s_needQuotes))
        {
            line.Append('"').Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            line.Append(safe);
        }
    }

    /// <summary>A sign, digits, and digits behind a point: nothing else.</summary>
    private static bool IsNumber(ReadOnlySpan<char> value)
    {
        var digits = value[0] is '+' or '-' ? value[1..] : value;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? "0" : digits[(point + 1)..];
        return whole.Length > 0 && fraction.Length > 0 && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }
}
