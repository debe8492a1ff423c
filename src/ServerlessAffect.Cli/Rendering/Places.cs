namespace ServerlessAffect.Cli.Rendering;

/// <summary>Long file names in narrow columns: folders go first, then the middle of the name, so that its beginning, its extension and its row stay.</summary>
internal static class Places
{
    private const string Left = "…";

    // Of what is left of a name's room, its end (number, extension, row) needs more.
    private const int EndShare = 60;

    /// <param name="place">A path, with the number of a row where it has rows.</param>
    /// <param name="width">Characters, 3 at least.</param>
    public static string Shorten(string place, int width)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.Length <= width)
        {
            return place;
        }

        var name = place.AsSpan(place.AsSpan().LastIndexOfAny('/', Path.DirectorySeparatorChar) + 1);
        if (name.Length < width)
        {
            return string.Concat(Left, place.AsSpan(place.Length - width + 1));
        }

        var end = Math.Max(1, (width - 1) * EndShare / 100);
        return string.Concat(name[..(width - 1 - end)], Left, name[^end..]);
    }
}
