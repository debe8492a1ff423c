namespace ServerlessAffect.Features.Text.Cleaning;

internal sealed class KeepingCleaner : TextCleaner
{
    internal override void Clean(ReadOnlySpan<char> text, TextBuffer scratch, TextBuffer output, List<string>? links) => output.Append(text);
}
