using ServerlessAffect.Cli.CommandLine;

namespace ServerlessAffect.Cli.Tests;

public sealed class TerminalWidthTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("wide", null)]
    [InlineData("-80", null)]
    [InlineData("39", null)]
    [InlineData("1001", null)]
    [InlineData("99999999999", null)]
    [InlineData("40", 40)]
    [InlineData("80", 80)]
    [InlineData("200", 200)]
    public void Columns_count_where_a_table_can_have_them(string? columns, int? width) => Assert.Equal(width, Terminal.WidthOf(columns));
}
