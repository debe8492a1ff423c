using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Text.Cleaning;

public sealed class TweetCleanerTests
{
    private static readonly TextCleaner Cleaner = TextCleaner.Named(TextCleanings.Tweet);

    [Theory]
    [InlineData("AT&amp;T rises 3% &mdash; &#39;best&#39; &lt;day&gt;", "AT&T rises 3% - 'best' <day>")]
    [InlineData("$TSLA #up @desk 1,000", "$TSLA #up @desk 1,000")]
    [InlineData("  a \t\n b\u00A0c\u0001d ", "a b c d")]
    [InlineData("“quotes” ‘and’ – dash… İ", "\"quotes\" 'and' - dash... I")]
    [InlineData("zero\u200Bwidth \uFE0F\uFFFD x\u0085y", "zerowidth xy")]
    [InlineData("🚀moon𝕏", "\uE000moon\uE000")]
    [InlineData("&notanentity; &ampfoo &#0; &#x1F680; &", "¬anentity; &foo \uE000 &")]
    [InlineData("", "")]
    public void Texts_become_plain_and_keep_their_tags_and_numbers(string text, string cleaned) =>
        Assert.Equal(cleaned, Cleaner.Clean(text).Text);

    [Fact]
    public void Links_are_taken_out_into_metadata()
    {
        var cleaned = Cleaner.Clean("before https://t.co/a after(http://b.example/c&amp;d) HTTP://kept https:// end");
        Assert.Equal("before after( HTTP://kept https:// end", cleaned.Text);
        Assert.Equal(["https://t.co/a", "http://b.example/c&d)"], cleaned.Links);
    }

    [Fact]
    public void Cleaning_a_clean_text_again_changes_nothing_but_resolves_entities_once()
    {
        Assert.Equal("&lt;", Cleaner.Clean("&amp;lt;").Text);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1_000)), Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var once = Cleaner.Clean(text.Get.Replace('&', ' ')).Text;
            return Cleaner.Clean(once).Text == once;
        }));
    }

    [Fact]
    public void An_unknown_cleaning_is_refused() =>
        Assert.Equal(ErrorCodes.InvalidRecipe, Assert.Throws<AffectException>(() => TextCleaner.Named("other")).Code);
}
