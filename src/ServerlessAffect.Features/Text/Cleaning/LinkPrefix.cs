using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Text.Cleaning;

/// <summary>What links start with.</summary>
internal static class LinkPrefix
{
    /// <summary>Length of the <c>https?://</c> that <paramref name="text"/> starts with; 0 where it does not.</summary>
    public static int Length(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.Ordinal) ? 7 : text.StartsWith("https://", StringComparison.Ordinal) ? 8 : 0;

    /// <summary>Where the run of <c>\S</c> from <paramref name="from"/> on ends.</summary>
    public static int UntilSpace(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && !PythonCharacters.IsSpace(text[from]))
        {
            from++;
        }

        return from;
    }
}
