namespace ServerlessAffect.Features.Text.Cleaning;

internal sealed class KeepingCleaner : TextCleaner
{
    internal override int Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links)
    {
        output.Append(text);
        return 0;
    }
}
