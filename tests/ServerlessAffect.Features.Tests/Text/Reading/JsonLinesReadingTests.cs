using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Features.Tests.Text.Reading;

public sealed class JsonLinesReadingTests
{
    [Fact]
    public async Task Strings_and_objects_are_documents()
    {
        var rows = await Documents.ReadAsync("\"a\\nb\"\r\n{\"id\":1,\"text\":\"c\"}\n\n{\"utterance\":\"d\"}", "jsonl");
        Assert.Equal(["a\nb", "c", "d"], rows.Select(r => r.Text));
        Assert.Equal([0, 1, 2], rows.Select(r => r.Row));
    }

    [Fact]
    public async Task A_lines_own_name_is_read_where_it_is_a_short_text()
    {
        var rows = await Documents.ReadAsync($"{{\"id\":\"a\",\"text\":\"one\"}}\n{{\"id\":2,\"text\":\"two\"}}\n{{\"text\":null,\"id\":\"c\"}}\n\"four\"\n{{\"id\":\"{new string('x', 201)}\",\"text\":\"five\"}}\n", "jsonl");

        Assert.Equal(["a", null, "c", null, null], rows.Select(r => r.Id));
        Assert.Equal(["one", "two", null, "four", "five"], rows.Select(r => r.Text));
    }

    [Fact]
    public async Task Lines_that_cannot_be_used_are_rejected_and_the_others_read()
    {
        var options = new TextReadingOptions { MaxDocumentLength = 12 };
        var rows = await Documents.ReadAsync("{\"text\":\"ok\"}\nnot json\n[1]\n{\"text\":1}\n{\"text\":null}\n{\"a\":1,\"b\":2}\n\"\\ud800\"\n\"much longer than twelve\"\n", "jsonl", options);
        Assert.Equal(
            [null, ErrorCodes.MalformedJson, ErrorCodes.MalformedJson, ErrorCodes.MalformedJson, ErrorCodes.EmptyText, ErrorCodes.UnknownColumn, ErrorCodes.MalformedJson, ErrorCodes.DocumentTooLong],
            rows.Select(r => r.Rejected?.Code));
    }

    [Fact]
    public async Task A_line_that_says_its_text_twice_is_rejected_alone()
    {
        var rows = await Documents.ReadAsync("{\"text\":\"one\",\"id\":1,\"id\":2}\n{\"text\":\"two\",\"text\":\"other\"}\n{\"text\":\"three\"}\n", "jsonl");

        Assert.Equal(["one", null, "three"], rows.Select(r => r.Text));
        Assert.Equal(ErrorCodes.MalformedJson, rows[1].Rejected?.Code);
        Assert.Contains("'text'", rows[1].Rejected?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", ErrorCodes.MalformedJson)]
    [InlineData("{\"a\":1,\"b\":2}\n", ErrorCodes.UnknownColumn)]
    [InlineData("\n \n", ErrorCodes.EmptyTable)]
    [InlineData("", ErrorCodes.EmptyFile)]
    public async Task Files_without_a_usable_line_are_refused(string content, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(content, "jsonl"))).Code);

    [Fact]
    public async Task A_hundred_thousand_members_are_refused()
    {
        var line = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"m{i}\":0")) + ",\"text\":\"a\"}";
        Assert.Equal(ErrorCodes.TooManyColumns, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(line, "jsonl"))).Code);
        Assert.Equal(ErrorCodes.TooManyColumns, (await Documents.ReadAsync(line + "\n\"b\"", "jsonl"))[0].Rejected?.Code);
    }

    [Fact]
    public async Task Deep_nesting_is_refused_without_a_crash() =>
        Assert.Equal(ErrorCodes.MalformedJson, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(new string('[', 100_000), "jsonl"))).Code);

    [Fact]
    public async Task A_very_long_line_is_rejected_without_being_kept()
    {
        var rows = await Documents.ReadAsync("{\"text\":\"" + new string('a', 9_000_000) + "\"}\n\"b\"\n", "jsonl");
        Assert.Equal(ErrorCodes.DocumentTooLong, rows[0].Rejected?.Code);
        Assert.Equal("b", rows[1].Text);
    }
}
