using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Tests.Training.Sets;

public class TextKeyTests
{
    [Theory]
    [InlineData("Oil is up https://t.co/abc", "oil  is UP")]
    [InlineData("https://t.co/abc Oil is up", "Oil is\tup http://x.y/z?q=1&r")]
    [InlineData(" Oil\nis up ", "oil is up")]
    public void Texts_that_differ_in_links_white_space_and_case_have_one_key(string first, string second) =>
        Assert.Equal(TextKey.Of(first), TextKey.Of(second));

    [Theory]
    [InlineData("Oil is up", "Oil is down")]
    [InlineData("Oil is up 1%", "Oil is up 2%")]
    [InlineData("oilis up", "oil is up")]
    public void Other_texts_have_other_keys(string first, string second) => Assert.NotEqual(TextKey.Of(first), TextKey.Of(second));

    [Fact]
    public void A_key_does_not_hold_the_text() => Assert.Matches("^[0-9a-f]{16}$", TextKey.Of("secret words"));
}
