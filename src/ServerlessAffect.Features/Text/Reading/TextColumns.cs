using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Which column holds the text.</summary>
public static class TextColumns
{
    private const int NamesShown = 20;

    // Longer ones are texts.
    private const int LongestName = 40;

    // The first that a file has is taken.
    private static readonly string[] Known =
        ["text", "tweet", "content", "body", "message", "utterance", "sentence", "transcript", "comment", "review", "post", "headline", "title"];

    /// <summary>Position of the text's name among <paramref name="names"/>: as asked for, else by a known name, else the only one; -1 where there is none.</summary>
    public static int Find(IReadOnlyList<string> names, string? wanted)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (wanted is not null)
        {
            var exact = IndexOf(names, wanted, StringComparison.Ordinal);
            return exact >= 0 ? exact : IndexOf(names, wanted, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var known in Known)
        {
            var index = IndexOf(names, known, StringComparison.OrdinalIgnoreCase);
            if (index >= 0)
            {
                return index;
            }
        }

        return names.Count == 1 ? 0 : -1;
    }

    /// <summary>Whether columns of this name hold texts, wherever they stand.</summary>
    internal static bool IsKnown(string name) => IndexOf(Known, name.Trim(), StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether it looks like a column's name and not like a text: one word of letters, digits, hyphens, underscores and dots, or nothing.</summary>
    internal static bool MayBeName(string name)
    {
        var word = name.AsSpan().Trim();
        foreach (var c in word)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return word.Length <= LongestName;
    }

    /// <summary>Whether another of the names is the same as the one at <paramref name="index"/>: nobody can tell which of the two is meant.</summary>
    internal static bool IsRepeated(IReadOnlyList<string> names, int index)
    {
        var name = names[index].AsSpan().Trim();
        for (var i = 0; i < names.Count; i++)
        {
            if (i != index && names[i].AsSpan().Trim().SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As <see cref="Find"/> for the header of a table.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownColumn"/>; <see cref="ErrorCodes.MalformedTable"/>: two columns have the name.</exception>
    internal static int RequireColumn(IReadOnlyList<string> names, string? wanted)
    {
        var column = Find(names, wanted);
        if (column < 0)
        {
            throw Unknown(names, wanted);
        }

        return !IsRepeated(names, column)
            ? column
            : throw new AffectException(
                ErrorCodes.MalformedTable, $"Two columns of the table are called '{Printable.Shorten(names[column].Trim(), 40)}'; rename the one that is not meant.");
    }

    internal static AffectException Unknown(IReadOnlyList<string> names, string? wanted)
    {
        var listed = string.Join(", ", names.Take(NamesShown).Select(n => $"'{Printable.Shorten(n, 40)}'")) + (names.Count > NamesShown ? ", …" : string.Empty);
        return new AffectException(
            ErrorCodes.UnknownColumn,
            wanted is null
                ? $"None of the columns {listed} is known to hold the text; call the column 'text', or name it with --text-column where the file is scored without a service."
                : $"There is no column '{Printable.Shorten(wanted, 40)}'; the file has {listed}.");
    }

    private static int IndexOf(IReadOnlyList<string> names, string name, StringComparison comparison)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].AsSpan().Trim().Equals(name, comparison))
            {
                return i;
            }
        }

        return -1;
    }
}
