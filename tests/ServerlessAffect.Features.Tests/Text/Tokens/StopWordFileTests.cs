using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Tokens;

namespace ServerlessAffect.Features.Tests.Text.Tokens;

public sealed class StopWordFileTests
{
    [Fact]
    public void Text_and_json_lists_are_read()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["a", "the"], StopWordFile.Read(folder.Write("words.txt", "The\n a \n\nthe\n")));
        var json = folder.Write("words.json", "{\"en\":[\"the\",\"of\"],\"de\":[\"der\"]}");
        Assert.Equal(["of", "the"], StopWordFile.Read(json));
        Assert.Equal(["der"], StopWordFile.Read(json, "de"));
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => StopWordFile.Read(json, "xx")).Code);
    }

    [Fact]
    public void A_missing_or_damaged_list_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => StopWordFile.Read(Path.Combine(folder.Path, "none.txt"))).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => StopWordFile.Read(folder.Write("words.json", "[1"))).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => StopWordFile.Read(folder.Write("empty.txt", "\n \n"))).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => StopWordFile.Read(folder.Write("text.txt", new string('x', 101)))).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => StopWordFile.Read(folder.Write("many.txt", string.Join('\n', Enumerable.Range(0, 10_001))))).Code);
    }
}
