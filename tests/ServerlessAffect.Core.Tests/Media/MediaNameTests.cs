using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests.Media;

public sealed class MediaNameTests
{
    [Theory]
    [InlineData("a.txt")]
    [InlineData("mood/2026/été ζ 感 🙂.txt")]
    [InlineData("..a/b..c/...d")]
    [InlineData("100%25 #1?.csv")]
    public void A_plain_name_passes_unchanged(string name)
    {
        Assert.Same(name, MediaName.Require(name));
        Assert.True(MediaName.IsSafe(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a/..")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("C:a")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u001B[31mb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u202Egpj")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u2028b")]
    [InlineData("a\uFEFFb")]
    [InlineData("a ")]
    [InlineData("a./b")]
    [InlineData("a /b")]
    public void A_name_that_would_be_ambiguous_or_dangerous_is_refused(string name)
    {
        var error = Assert.Throws<AffectException>(() => MediaName.Require(name));
        Assert.Equal(ErrorCodes.UnsafeName, error.Code);
        Assert.False(MediaName.IsSafe(name));
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(MediaName.IsSafe("a\uD800b"));

    [Fact]
    public void A_name_has_at_most_512_characters()
    {
        Assert.True(MediaName.IsSafe(new string('a', MediaName.MaxLength)));
        Assert.False(MediaName.IsSafe(new string('a', MediaName.MaxLength + 1)));
    }

    [Fact]
    public void What_passes_stays_inside_and_is_printable() => Prop.ForAll<NonNull<string>>(text =>
    {
        foreach (var name in new[] { text.Get, $"a/{text.Get}", $"{text.Get}/b.txt" })
        {
            if (!MediaName.IsSafe(name))
            {
                continue;
            }

            Assert.DoesNotContain(name, char.IsControl);
            Assert.StartsWith("/store/inbox/", Path.GetFullPath(Path.Combine("/store/inbox", name)), StringComparison.Ordinal);
            Assert.Equal(name, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2000)));
}
