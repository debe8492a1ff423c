using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Text.Tokens;

public sealed class TokenPatternTests
{
    // The documented expression; .NET sees characters beyond U+FFFF as two, which only the last alternative minds.
    private static readonly Regex Documented = new(
        @"\$[A-Za-z][A-Za-z_]*(?:\.[A-Za-z]+)?|[#@][L0-9_]+|[+-]?[$€£¥]?[0-9][0-9.,]*(?:[L]+|%)?|[L][L0-9]*(?:[.&'-][L0-9]+)*|\.\.\.|[!?:;%+\u2190-\u2bff\ue000]|\ud83c[\udc00-\udfff]|\ud83d[\udc00-\udfff]|\ud83e[\udc00-\udeff]"
            .Replace("[L", "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f", StringComparison.Ordinal),
        RegexOptions.CultureInvariant);

    [Theory]
    [InlineData("$TSLA up +3.5%, $BRK.B; $ES_F -2bn", "$TSLA|up|+3.5%|$BRK.B|;|$ES_F|-2bn")]
    [InlineData("#earnings @desk_1 says: Q3's AT&T well-known U.S... wow!", "#earnings|@desk_1|says|:|Q3's|AT&T|well-known|U.S|...|wow|!")]
    [InlineData("€1,000.50 £3m 10-yr ↑ 🚀 \uE000 (x)", "€1,000.50|£3m|10|yr|↑|🚀|\uE000|x")]
    [InlineData("$ # @ - . & '", "")]
    public void Tweets_are_cut_into_tokens(string text, string tokens) =>
        Assert.Equal(tokens, string.Join('|', Scan(TokenPatterns.Tweet, text)));

    [Fact]
    public void The_tweet_scanner_finds_what_its_expression_finds()
    {
        var pieces = Gen.Elements("$", "A", "b", "É", "×", "_", ".", "..", ",", "7", "20", "%", "+", "-", "#", "@", "&", "'", " ", "€", "!", "↑", "\uE000", "🚀", "𝕏", "\n", "ab1").ListOf().Select(string.Concat);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(3_000)), Prop.ForAll(pieces.ToArbitrary(), text =>
            Documented.Matches(text).Select(m => m.Value).SequenceEqual(Scan(TokenPatterns.Tweet, text))));
    }

    [Theory]
    [InlineData(TokenPatterns.Word, "a bc d_e ² ٣٤ 𝗯𝗼 x", "bc|d_e|٣٤|𝗯𝗼")]
    [InlineData(TokenPatterns.WordOrLetter, "a b-c ² cafe\u0301s", "a|b|c|²|cafe|s")]
    [InlineData(TokenPatterns.WhiteSpace, " a,b\u00A0c\u001Cd\u0001e ", "a,b|c|d|e")]
    public void The_other_patterns_follow_Pythons_classes(string pattern, string text, string tokens) =>
        Assert.Equal(tokens, string.Join('|', Scan(pattern, text)));

    [Fact]
    public void No_token_holds_white_space_or_control_characters() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(500)), Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
            TokenPatterns.All.SelectMany(p => Scan(p, text.Get)).All(t => t.Length > 0 && t.All(c => c > ' ' && !char.IsWhiteSpace(c)))));

    [Fact]
    public void An_unknown_pattern_is_refused() =>
        Assert.Equal(ErrorCodes.InvalidRecipe, Assert.Throws<AffectException>(() => TokenPattern.Named("other")).Code);

    [Theory]
    [InlineData("$TSLA", "C")]
    [InlineData("#tag", "#")]
    [InlineData("+3.5%", "+9%")]
    [InlineData("Q3", "a9")]
    [InlineData("1.5bn", "9a")]
    [InlineData("I", "I")]
    [InlineData("a", "x")]
    [InlineData("CEO", "XX")]
    [InlineData("Fed", "Xx")]
    [InlineData("McDonald's", "XxX")]
    [InlineData("iPhone", "xX")]
    [InlineData("stocks", "x")]
    [InlineData("!", "!")]
    [InlineData("...", "...")]
    public void Shapes_say_what_a_token_looks_like(string token, string shape)
    {
        var output = new TextBuffer();
        TokenShape.Append(token, output);
        Assert.Equal(shape, output.Written.ToString());
    }

    private static List<string> Scan(string pattern, string text)
    {
        var buffer = new TextBuffer();
        buffer.Append(text);
        var tokens = new TokenList { Text = buffer };
        TokenPattern.Named(pattern).Scan(buffer.Written, tokens);
        return [.. Enumerable.Range(0, tokens.Count).Select(i => tokens[i].ToString())];
    }
}
