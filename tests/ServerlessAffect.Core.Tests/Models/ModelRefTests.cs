using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests.Models;

public sealed class ModelRefTests
{
    [Theory]
    [InlineData("tweet-topic", "tweet-topic", null)]
    [InlineData("tweet-topic@20260304-0123abcd", "tweet-topic", "20260304-0123abcd")]
    [InlineData("a@1", "a", "1")]
    public void A_name_may_have_a_version(string text, string name, string? version)
    {
        Assert.True(ModelRef.TryParse(text, out var reference));
        Assert.Equal(new ModelRef(name, version), reference);
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("@1")]
    [InlineData("a@1@2")]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("é")]
    [InlineData("٣")]
    [InlineData("a ")]
    [InlineData("a\n")]
    public void What_could_not_stand_in_a_path_is_refused(string? text)
    {
        Assert.False(ModelRef.TryParse(text, out var reference));
        Assert.Equal(default, reference);
    }

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        Assert.True(ModelRef.IsName(new string('a', 64)));
        Assert.False(ModelRef.IsName(new string('a', 65)));
    }

    [Fact]
    public void What_is_parsed_is_written_the_same() => Prop.ForAll<string>(text =>
    {
        if (ModelRef.TryParse(text, out var reference))
        {
            Assert.Equal(text, reference.ToString());
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1000)));
}
