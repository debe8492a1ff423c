using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Features.Tests.Text.Reading;

public sealed class CsvReadingTests
{
    [Fact]
    public async Task Quotes_delimiters_and_line_breaks_in_fields_are_kept()
    {
        var rows = await Documents.ReadAsync("id,text\r\n1,\"one, \"\"two\"\"\r\nthree\"\r\n2,plain \"quoted\" word\n\n3,\"last\"", "csv");
        Assert.Equal(["one, \"two\"\r\nthree", "plain \"quoted\" word", "last"], rows.Select(r => r.Text));
        Assert.Equal([0, 1, 2], rows.Select(r => r.Row));
    }

    [Theory]
    [InlineData("id,Tweet\n1,a b\n", "a b")]
    [InlineData("id;text;label\n1;a,b;x\n", "a,b")]
    [InlineData("id\ttext\n1\ta,b\n", "a,b")]
    [InlineData("whatever\nonly column\n", "only column")]
    [InlineData("title,text\nno,yes\n", "yes")]
    [InlineData("text\r1\r", "1")]
    [InlineData("\uFEFFtext,label\nwith mark,x\n", "with mark")]
    [InlineData("\" text \",x\nspaced name,\n", "spaced name")]
    public async Task The_text_column_is_found(string content, string text) =>
        Assert.Equal(text, Assert.Single(await Documents.ReadAsync(content, "csv")).Text);

    [Theory]
    [InlineData("what a gain\nwhat a loss\n", "what a gain|what a loss")]
    [InlineData("\"quoted, as texts are\"\nwhat a loss\n", "quoted, as texts are|what a loss")]
    [InlineData("only one text", "only one text")]
    [InlineData("wow!\nno\n", "wow!|no")]
    [InlineData("\uFEFFa first\r\n\r\na second\r\n", "a first|a second")]
    [InlineData("text\nwhat a loss\n", "what a loss")]
    [InlineData("kommentar\nwhat a loss\n", "what a loss")]
    [InlineData("review_de\nwhat a loss\n", "what a loss")]
    public async Task The_first_line_of_a_single_column_is_a_text_where_it_is_no_name(string content, string texts)
    {
        var rows = await Documents.ReadAsync(content, "csv");
        Assert.Equal(texts.Split('|'), rows.Select(r => r.Text));
        Assert.Equal(Enumerable.Range(0, rows.Count), rows.Select(r => r.Row));
    }

    [Fact]
    public async Task A_first_line_that_is_a_text_is_bounded_as_every_text()
    {
        var options = new TextReadingOptions { MaxDocumentLength = 5000, MaxRows = 2 };
        var rows = await Documents.ReadAsync($"{new string('a', 4000)} b\n{new string('a', 5001)}\n", "csv", options);
        Assert.Equal((4002, ErrorCodes.DocumentTooLong), (rows[0].Text!.Length, rows[1].Rejected!.Code));
        Assert.Equal(ErrorCodes.DocumentTooLong, (await Documents.ReadAsync($"{new string('a', 5001)}\nb\n", "csv", options))[0].Rejected!.Code);
        Assert.Equal(ErrorCodes.FileTooLarge, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync("one a\ntwo b\nthree c\n", "csv", options))).Code);
    }

    [Fact]
    public async Task A_column_that_was_asked_for_is_never_a_text()
    {
        var rows = await Documents.ReadAsync("my own name\na text\n", "csv", new TextReadingOptions { TextColumn = "my own name" });
        Assert.Equal("a text", Assert.Single(rows).Text);
    }

    [Fact]
    public async Task The_asked_for_column_is_taken_and_a_missing_one_named()
    {
        var rows = await Documents.ReadAsync("text,note\na,b\n", "csv", new TextReadingOptions { TextColumn = "Note" });
        Assert.Equal("b", Assert.Single(rows).Text);
        var error = await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync("text,note\na,b\n", "csv", new TextReadingOptions { TextColumn = "other" }));
        Assert.Equal(ErrorCodes.UnknownColumn, error.Code);
        Assert.Contains("'text', 'note'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ErrorCodes.EmptyFile)]
    [InlineData("\n\n", ErrorCodes.EmptyTable)]
    [InlineData("id,text\n", ErrorCodes.EmptyTable)]
    [InlineData("id,text", ErrorCodes.EmptyTable)]
    [InlineData("a,b\n1,2\n", ErrorCodes.UnknownColumn)]
    [InlineData("id,text\n1,\"never closed\n2,b\n", ErrorCodes.MalformedTable)]
    public async Task Files_that_cannot_be_used_are_refused(string content, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(content, "csv"))).Code);

    [Fact]
    public async Task Rows_that_cannot_be_used_are_rejected_and_the_others_read()
    {
        var options = new TextReadingOptions { MaxDocumentLength = 10 };
        var rows = await Documents.ReadAsync("id,text\n1,good\n2,a,b\n3,\n4,\"x\"y\n5,longer than ten\n6\n7,fine\n", "csv", options);
        Assert.Equal(
            [null, ErrorCodes.MalformedTable, ErrorCodes.EmptyText, ErrorCodes.MalformedTable, ErrorCodes.DocumentTooLong, ErrorCodes.MalformedTable, null],
            rows.Select(r => r.Rejected?.Code));
        Assert.Equal(Enumerable.Range(0, 7), rows.Select(r => r.Row));
        Assert.All(rows, r => Assert.Equal(r.Row, r.Rejected?.Row ?? r.Row));
    }

    [Theory]
    [InlineData("id,text,text\n1,a,b\n", null)]
    [InlineData("note, note ,text\na,b,c\n", "note")]
    public async Task Two_columns_of_the_name_of_the_text_refuse_the_file(string content, string? column)
    {
        var error = await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(content, "csv", new TextReadingOptions { TextColumn = column }));

        Assert.Equal(ErrorCodes.MalformedTable, error.Code);
        Assert.Contains(column ?? "text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_columns_may_share_a_name() =>
        Assert.Equal("b", Assert.Single(await Documents.ReadAsync("id,id,text\n1,2,b\n", "csv")).Text);

    [Fact]
    public async Task A_hundred_thousand_columns_are_refused()
    {
        var error = await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(string.Join(',', Enumerable.Range(0, 100_000)), "csv"));
        Assert.Equal(ErrorCodes.TooManyColumns, error.Code);
    }

    [Fact]
    public async Task More_rows_than_the_limit_are_refused() =>
        Assert.Equal(ErrorCodes.FileTooLarge, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync("text\na\nb\nc\n", "csv", new TextReadingOptions { MaxRows = 2 }))).Code);

    [Fact]
    public async Task Rows_do_not_depend_on_where_the_pieces_of_the_file_end()
    {
        var text = new string('x', 65_520) + "ä𝕏\"\"\r\n,";
        for (var shift = 0; shift < 24; shift++)
        {
            var rows = await Documents.ReadAsync($"text,n\r\n\"{new string('y', shift)}{text}\",1\r\nb,2\r\n", "csv");
            Assert.Equal([new string('y', shift) + text.Replace("\"\"", "\"", StringComparison.Ordinal), "b"], rows.Select(r => r.Text));
        }
    }

    [Fact]
    public void Named_columns_are_read_in_the_order_asked_for()
    {
        var rows = CsvFile.Read(new MemoryStream("text,label,id\n\"a,b\",x,7\n"u8.ToArray()), ["id", "text"], new TextReadingOptions());
        Assert.Equal(["7", "a,b"], Assert.Single(rows).Fields);
    }

    [Fact]
    public void Named_columns_of_a_broken_row_are_refused() =>
        Assert.Equal(ErrorCodes.MalformedTable, Assert.Throws<AffectException>(() => CsvFile.Read(new MemoryStream("text,label\na\n"u8.ToArray()), ["text"], new TextReadingOptions())).Code);
}
