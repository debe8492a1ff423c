using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.LocalHost.Triggers.Blobs;
using ServerlessAffect.Testing;

namespace ServerlessAffect.LocalHost.Tests.Triggers;

public sealed class BlobPathPatternTests
{
    [Theory]
    [InlineData("inbox/{name}", "a/b/c.txt", "name=a/b/c.txt")]
    [InlineData("inbox/{name}.txt", "a.b.txt", "name=a.b")]
    [InlineData("inbox/{name}.{extension}", "a.b.c", "name=a.b,extension=c")]
    [InlineData("inbox/in/{folder}/{name}", "in/x/y", "folder=x,name=y")]
    [InlineData("inbox/{name}", "two\nlines", "name=two\nlines")]
    [InlineData("inbox/fixed.txt", "fixed.txt", "")]
    public void Name_matches(string path, string blob, string values) =>
        Assert.Equal(values, string.Join(',', BlobPathPattern.Parse(path)!.Match(blob)!.Select(v => $"{v.Key}={v.Value}")));

    [Theory]
    [InlineData("inbox/{name}.txt", "a.csv")]
    [InlineData("inbox/in/{name}", "out/a")]
    [InlineData("inbox/fixed.txt", "fixedxtxt")]
    [InlineData("inbox/{name}.txt", ".txt")]
    public void Name_does_not_match(string path, string blob) => Assert.Null(BlobPathPattern.Parse(path)!.Match(blob));

    [Theory]
    [InlineData("inbox")]
    [InlineData("inbox/")]
    [InlineData("Inbox/{name}")]
    [InlineData("in box/{name}")]
    [InlineData("inbox/{name")]
    [InlineData("inbox/name}")]
    [InlineData("inbox/{}")]
    [InlineData("inbox/{a}/{A}")]
    public void Path_is_refused(string path) => Assert.Null(BlobPathPattern.Parse(path));

    [Fact]
    public void Any_name_in_the_container_is_taken_whole() => Prop.ForAll<NonEmptyString>(name =>
        Equals(name.Get, BlobPathPattern.Parse("inbox/{name}")!.Match(name.Get)!["name"])).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));

    [Fact]
    public void Any_text_is_refused_or_a_path_that_binds_all_its_names() => Prop.ForAll<string>(path =>
        BlobPathPattern.Parse("inbox/" + path) is not { } pattern || pattern.Match("a/b.txt") is not { } values || values.Count == pattern.Names.Count).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));
}
