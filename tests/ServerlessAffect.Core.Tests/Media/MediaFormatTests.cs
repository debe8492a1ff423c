using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Core.Tests.Media;

public sealed class MediaFormatTests
{
    [Theory]
    [InlineData("a.txt", "txt", Modality.Text)]
    [InlineData("b/a.CSV", "csv", Modality.Text)]
    [InlineData("a.b.JsonL", "jsonl", Modality.Text)]
    [InlineData("a.flac", "flac", Modality.Audio)]
    [InlineData("a.mkv", "mkv", Modality.Video)]
    [InlineData("a.jpeg", "jpeg", Modality.Image)]
    public void The_ending_tells_the_format(string name, string format, Modality modality) =>
        Assert.Equal(new MediaFormat(format, modality), MediaFormat.OfFileName(name));

    [Theory]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("a.exe")]
    [InlineData("txt")]
    [InlineData("a.txt\u0007")]
    public void An_ending_that_nobody_reads_is_refused_with_those_that_are(string name)
    {
        var error = Assert.Throws<AffectException>(() => MediaFormat.OfFileName(name));
        Assert.Equal(ErrorCodes.UnsupportedType, error.Code);
        Assert.Contains(".csv", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }
}
