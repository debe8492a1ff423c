using System.Text;

namespace ServerlessAffect.Core.Tests;

public sealed class CsvFieldTests
{
    [Theory]
    [InlineData("glad", "glad")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+cmd", "\"'+cmd\"")]
    [InlineData("-1+cmd|' /C calc'!A0", "\"'-1+cmd|' /C calc'!A0\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("-", "\"'-\"")]
    [InlineData("-1.", "\"'-1.\"")]
    [InlineData("-.5", "\"'-.5\"")]
    [InlineData("-1", "-1")]
    [InlineData("+12", "+12")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("3-4", "3-4")]
    public void Formulas_are_disarmed_and_numbers_stay(string? value, string field)
    {
        var line = new StringBuilder();
        CsvField.Append(line, value);
        Assert.Equal(field, line.ToString());
    }
}
