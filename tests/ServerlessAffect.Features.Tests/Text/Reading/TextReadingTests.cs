using System.Text;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Features.Tests.Text.Reading;

public sealed class TextReadingTests
{
    private const string German = "Grüße aus Köln, schöne Märkte heute – übrigens";

    [Fact]
    public async Task A_text_file_is_one_document() =>
        Assert.Equal("one\r\ntwo\n", Assert.Single(await Documents.ReadAsync("one\r\ntwo\n", "txt")).Text);

    [Fact]
    public async Task A_blank_document_is_rejected_as_a_row() =>
        Assert.Equal(ErrorCodes.EmptyText, Assert.Single(await Documents.ReadAsync(" \n\t", "txt")).Rejected?.Code);

    [Fact]
    public async Task A_long_line_is_rejected_without_being_kept()
    {
        var row = Assert.Single(await Documents.ReadAsync(new byte[5_000_000].Select(_ => (byte)'a').ToArray(), "txt"));
        Assert.Equal(ErrorCodes.DocumentTooLong, row.Rejected?.Code);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-16le", false)]
    [InlineData("utf-16be", false)]
    [InlineData("utf-32le", true)]
    [InlineData("windows-1252", false)]
    public async Task Encodings_are_detected(string name, bool mark)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(mark),
            "utf-16le" => new UnicodeEncoding(false, mark),
            "utf-16be" => new UnicodeEncoding(true, mark),
            "utf-32le" => new UTF32Encoding(false, mark),
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        };
        byte[] content = [.. encoding.GetPreamble(), .. encoding.GetBytes(German)];
        var (rows, read) = await Documents.ReadWithEncodingAsync(content, "txt");
        Assert.Equal(German, Assert.Single(rows).Text);
        Assert.Equal(name, read.Name);
        Assert.Equal(!mark && name != "utf-8", read.Guessed);
        Assert.Equal(read.Guessed, read.Notice is not null);
        Assert.Equal(0, read.UndecodableSequences);
    }

    [Fact]
    public async Task Bytes_that_cannot_be_decoded_are_counted_and_reported()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(German), 0xFF, (byte)'!', 0xC3];
        var (rows, read) = await Documents.ReadWithEncodingAsync(content, "txt");
        Assert.Equal(German + "\uFFFD!\uFFFD", Assert.Single(rows).Text);
        Assert.Equal(2, read.UndecodableSequences);
        Assert.Contains("2 byte sequences", read.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_mostly_utf8_keeps_its_right_rows_beside_a_few_broken_ones()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes("text\nder Kurs fällt\nplus 3 €\n"), .. "Gr"u8, 0xFC, 0xDF, .. "e\ncaf"u8, 0xE9, .. " zu\n"u8];

        var (rows, read) = await Documents.ReadWithEncodingAsync(content, "csv");

        Assert.Equal(["der Kurs fällt", "plus 3 €", "Gr\uFFFD\uFFFDe", "caf\uFFFD zu"], rows.Select(r => r.Text));
        Assert.Equal(("utf-8", 3L), (read.Name, read.UndecodableSequences));
        Assert.Contains("3 byte sequences", read.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("le « CAFÉ» a été fermé à Orléans")]
    [InlineData("Größe „ÜBERNAHMEÜ‘ früher schön")]
    public async Task Accented_capitals_before_a_closing_quote_do_not_make_a_file_utf8(string text)
    {
        var (rows, read) = await Documents.ReadWithEncodingAsync(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text), "txt");

        Assert.Equal((text, "windows-1252"), (Assert.Single(rows).Text, read.Name));
    }

    [Fact]
    public async Task The_encoding_is_settled_where_the_first_other_character_comes()
    {
        var content = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("text\n" + string.Concat(Enumerable.Repeat("plain ascii line\n", 10_000)) + "Müller sagt ja\n");
        var (rows, read) = await Documents.ReadWithEncodingAsync(content, "csv");
        Assert.Equal("Müller sagt ja", rows[^1].Text);
        Assert.Equal("windows-1252", read.Name);
    }

    [Theory]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 })]
    [InlineData(new byte[] { (byte)'a', 0, 0, 0, 7, 0, 1, 0, 0, (byte)'b', 0, 0 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3 })]
    public async Task What_is_not_text_is_refused(byte[] content) =>
        Assert.Equal(ErrorCodes.NotText, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(content, "txt"))).Code);

    [Fact]
    public async Task An_encoding_that_cannot_be_told_is_refused()
    {
        var content = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Рынок сегодня вырос на три процента");
        Assert.Equal(ErrorCodes.UndecodableText, (await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(content, "txt"))).Code);
    }

    [Fact]
    public void A_file_known_to_be_too_large_is_refused_unread()
    {
        var error = Assert.Throws<AffectException>(() => new TextDocumentReader(Stream.Null, "csv", 200L << 20, new TextReadingOptions()));
        Assert.Equal(ErrorCodes.FileTooLarge, error.Code);
        Assert.Contains("64 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_turns_out_too_large_is_refused()
    {
        var error = await Assert.ThrowsAsync<AffectException>(() => Documents.ReadAsync(new string('a', 200_000), "txt", new TextReadingOptions { MaxFileBytes = 100_000 }));
        Assert.Equal(ErrorCodes.FileTooLarge, error.Code);
    }

    [Fact]
    public void Another_format_is_refused() =>
        Assert.Equal(ErrorCodes.UnsupportedType, Assert.Throws<AffectException>(() => new TextDocumentReader(Stream.Null, "srt", 1, new TextReadingOptions())).Code);
}
