using System.Text;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Unicode;

namespace ServerlessAffect.Features.Tests.Text.Unicode;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData("İSTANBUL", "i\u0307stanbul")]
    [InlineData("ΣΟΦΟΣ ΣΑΣ. Σ", "σοφος σας. σ")]
    [InlineData("ΑΣ'Α ΑΣ'", "ασ'α ας'")]
    [InlineData("ǅ ẞ 𐐀 Å", "ǆ ß 𐐨 å")]
    public void Lower_case_is_Pythons(string text, string lowered) => Assert.Equal(lowered, Lower(text));

    [SkippableFact]
    public void Classes_case_and_accents_of_every_character_are_Pythons()
    {
        // Python 3.11 knows Unicode 14: only characters that were assigned then are compared.
        const string Script = """
            import sys, unicodedata as u
            out = []
            for c in range(0x110000):
                if 0xD800 <= c <= 0xDFFF or u.category(chr(c)) == 'Cn':
                    continue
                s = chr(c)
                k = u.normalize('NFKD', s)
                a = ''.join(x for x in k if not u.combining(x))
                out.append('%x %d %d %d %s %s' % (c, s.isalnum() or s == '_', s.isspace(), s.isdecimal(), s.lower().encode('utf-16-be').hex(), a.encode('utf-16-be').hex()))
            open(sys.argv[1], 'w').write('\n'.join(out))
            """;
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "characters.txt");
        PythonPeer.Run(Script, path);
        var differences = File.ReadLines(path).Where(line => line != Describe(Convert.ToInt32(line[..line.IndexOf(' ', StringComparison.Ordinal)], 16))).Take(20).ToList();
        Assert.Empty(differences);
    }

    private static string Describe(int codePoint)
    {
        var text = char.ConvertFromUtf32(codePoint);
        var accents = new TextBuffer();
        AccentStripper.Append(text, AccentStripping.Unicode, accents);
        var flags = $"{Flag(PythonCharacters.IsWord(codePoint))} {Flag(codePoint < 0x10000 && PythonCharacters.IsSpace((char)codePoint))} {Flag(PythonCharacters.IsDigit(codePoint))}";
        return $"{codePoint:x} {flags} {Hex(Lower(text))} {Hex(accents.Written.ToString())}";
    }

    private static int Flag(bool value) => value ? 1 : 0;

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.BigEndianUnicode.GetBytes(text));

    private static string Lower(string text)
    {
        var output = new TextBuffer();
        PythonLower.Append(text, output);
        return output.Written.ToString();
    }
}
