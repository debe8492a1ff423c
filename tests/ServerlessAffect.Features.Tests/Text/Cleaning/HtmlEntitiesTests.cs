using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Cleaning;

namespace ServerlessAffect.Features.Tests.Text.Cleaning;

public sealed class HtmlEntitiesTests
{
    [Theory]
    [InlineData("&gt;&lt&quot;&apos;", "><\"'")]
    [InlineData("&#65;&#x42;&#X43&#68", "ABCD")]
    [InlineData("&#128;&#150;&#0;&#13;&#xD800;&#x110000;&#99999999999;", "€–\uFFFD\r\uFFFD\uFFFD\uFFFD")]
    [InlineData("[&#1;&#x1F;&#xFFFE;&#x10FFFF;&#xFDD0;]", "[]")]
    [InlineData("&NotEqualTilde; &fjlig; &Afr;", "≂̸ fj 𝔄")]
    [InlineData("&notit; &notin; &amp;amp;", "¬it; ∉ &amp;")]
    [InlineData("& && &; &# &#x &#; &nosuch; &#xg", "& && &; &# &#x &#; &nosuch; &#xg")]
    public void References_are_resolved_as_Python_does(string text, string resolved)
    {
        var output = new TextBuffer();
        HtmlEntities.Append(text, output);
        Assert.Equal(resolved, output.Written.ToString());
    }

    [SkippableFact]
    public void Random_references_are_resolved_as_Python_does()
    {
        var random = new Random(5);
        string[] pieces = ["&", "amp", "not", "in", ";", "#", "x", "1", "80", "9f", "lt", "gt", " ", "quot", "É", "𝕏", "hellip", "<", "Afr"];
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)])))];
        using var folder = new TemporaryFolder();
        var input = folder.Write("texts.txt", string.Join('\n', texts));
        PythonPeer.Run("import sys, html; t = open(sys.argv[1], encoding='utf-8', newline='').read().split('\\n'); open(sys.argv[1], 'w', encoding='utf-8', newline='').write('\\0'.join(html.unescape(x) for x in t))", input);
        var expected = File.ReadAllText(input).Split('\0');
        for (var i = 0; i < texts.Length; i++)
        {
            var output = new TextBuffer();
            HtmlEntities.Append(texts[i], output);
            Assert.Equal(expected[i], output.Written.ToString());
        }
    }
}
