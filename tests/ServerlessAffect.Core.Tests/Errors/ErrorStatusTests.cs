using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests.Errors;

public partial class ErrorStatusTests
{
    [Fact]
    public void Every_code_is_answered_as_the_page_about_errors_says()
    {
        var documented = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(SharedFiles.RepositoryRoot, "docs", "errors.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = line.Split('|');
            foreach (Match code in Code().Matches(cells[1]))
            {
                documented.Add(code.Groups[1].Value, int.Parse(cells[2].Trim(), CultureInfo.InvariantCulture));
            }
        }

        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        Assert.Equal(codes.Select(c => (c, ErrorStatus.Of(c))), documented.Select(d => (d.Key, d.Value)));
    }

    [Theory]
    [InlineData(ErrorCodes.StorageDenied, 503)]
    [InlineData(ErrorCodes.DamagedDocument, 500)]
    [InlineData(ErrorCodes.DamagedFeatures, 500)]
    [InlineData("a-code-of-tomorrow", 500)]
    public void Faults_on_our_side_are_never_the_callers(string code, int status) => Assert.Equal(status, ErrorStatus.Of(code));

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Code();
}
