using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("été 🙂", 20, "été 🙂")]
    [InlineData("a\u001B[31mb", 20, "a\uFFFD[31mb")]
    [InlineData("a\u202Eb\u2028c", 20, "a\uFFFDb\uFFFDc")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc…")]
    [InlineData("abcd", 0, "…")]
    [InlineData("", 0, "")]
    public void What_would_move_the_cursor_or_hide_is_shown(string text, int maxLength, string shown) => Assert.Equal(shown, Printable.Shorten(text, maxLength));

    [Fact]
    public void Half_a_character_is_shown() => Assert.Equal("a\uFFFDb", Printable.Shorten("a\uD800b", 20));

    [Fact]
    public void What_is_shown_is_short_and_shows_the_same_again() => Prop.ForAll<NonNull<string>, NonNegativeInt>((text, length) =>
    {
        var shown = Printable.Shorten(text.Get, length.Get);
        Assert.True(shown.Length <= length.Get + 2);
        Assert.DoesNotContain(shown, char.IsControl);
        Assert.Equal(shown, Printable.Shorten(shown, int.MaxValue));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1000)));
}
